import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../../locales/en.json'
import zhHans from '../../locales/zh-Hans.json'
import zhHant from '../../locales/zh-Hant.json'
import { localeFor } from './choice'

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, prefix = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') all.set(prefix + key, value)
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) all.set(inner, text)
  }
  return all
}

const tables = { 'zh-Hans': flat(zhHans), 'zh-Hant': flat(zhHant), en: flat(en) }
const source = tables['zh-Hans']
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((one) => one[1]).toSorted()

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(vue|ts)$/.test(name) && !/\.test\.ts$|schema\.d\.ts$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}
const code = sources(join(process.cwd(), 'src')).join('\n')
const wallCode = sources(join(process.cwd(), 'src/wall')).join('\n')

describe('the languages', () => {
  it.each(['zh-Hant', 'en'] as const)('%s has the keys of the source and no others', (locale) => {
    expect([...tables[locale].keys()]).toEqual([...source.keys()])
  })

  it.each(['zh-Hant', 'en'] as const)('%s keeps every placeholder', (locale) => {
    for (const [key, text] of source)
      expect(holes(tables[locale].get(key)!), key).toEqual(holes(text))
  })

  it('zh-Hant holds no character that exists in simplified writing only', () => {
    const simplified =
      /[战图确认报项计划张宽写录网络务长时为进个门认调给层号单导评红绿线级约结经绩续维综编缩罚规观角让议记讲许论设访证识诉词译试话该详语误说请诸读课谁谢谱货质责败账购贯费资赏赛赵趋跃车轨转轮软载较辅辆边达过运还这远连选递逻遗邮释针钟钢钱铁银锁错键长门间闻队阶际陆陈险随难页顶顺须预领频题颜风飞饭马驱验鱼鸟黄齐龙]/
    for (const [key, text] of tables['zh-Hant'])
      expect(simplified.exec(text)?.[0], key).toBe(undefined)
  })
})

describe('the keys', () => {
  const literal = new Set([...code.matchAll(/'([a-z_]+(?:\.[a-z_]+)+)'/g)].map((one) => one[1]!))
  const single = new Set([...code.matchAll(/\bt\(\s*'([a-z_]+)'/g)].map((one) => one[1]!))
  // t(`card.${card}`) uses all keys below "card."; t(`plan.busy_${mode}`) those that start so.
  const prefixes = [...code.matchAll(/`([a-z_]+(?:\.[a-z_]*)+)\$\{/g)].map((one) => one[1]!)
  const wallWords = new Set(
    [...wallCode.matchAll(/say\(\s*'([a-z_]+)'/g)].map((one) => `wall.${one[1]}`),
  )

  it('that the pages use exist', () => {
    const groups = new Set([...source.keys()].map((key) => key.split('.')[0]))
    const used = [...literal]
      .filter((key) => groups.has(key.split('.')[0]!))
      .concat([...single], [...wallWords])
    expect(used.length).toBeGreaterThan(150)
    for (const key of used) expect(source.has(key), key).toBe(true)
    const ours = prefixes.filter((prefix) => groups.has(prefix.split('.')[0]!))
    const keys = [...source.keys()]
    expect(ours.filter((prefix) => !keys.some((key) => key.startsWith(prefix)))).toEqual([])
  })

  it('that exist are used', () => {
    const unused = [...source.keys()].filter(
      (key) =>
        !literal.has(key) &&
        !single.has(key) &&
        !wallWords.has(key) &&
        !prefixes.some((prefix) => key.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })
})

describe('the browser says which language', () => {
  it.each([
    [['zh-TW', 'en'], 'zh-Hant'],
    [['zh-Hant-HK'], 'zh-Hant'],
    [['zh-CN'], 'zh-Hans'],
    [['fr', 'en-GB'], 'en'],
    [['fr'], 'zh-Hans'],
    [[], 'zh-Hans'],
  ])('%j: %s', (tags, locale) => {
    expect(localeFor(tags)).toBe(locale)
  })
})
