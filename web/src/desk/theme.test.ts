import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const css = readFileSync(join(process.cwd(), 'src/desk/theme.css'), 'utf8')
const block = (head: string) => css.slice(css.indexOf(`${head} {`)).split('}')[0]!
const names = (text: string) =>
  [...text.matchAll(/^\s*(--[\w-]+): (?:#|rgb)/gm)].map((one) => one[1]!)
const light = names(block(':root'))

it('the night has every colour of the day', () => {
  const night = names(block(":root[data-theme='dark']"))
  expect(light.length).toBeGreaterThan(30)
  expect(
    light.filter((name) => !night.includes(name) && name !== '--on-fill' && name !== '--red'),
  ).toEqual([])
})

function channel(value: number): number {
  const part = value / 255
  return part <= 0.039_28 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex
  const [r, g, b] = [1, 3, 5].map((at) => channel(Number.parseInt(full.slice(at, at + 2), 16)))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
function contrast(a: string, b: string): number {
  const [dark, bright] = [luminance(a), luminance(b)].toSorted((one, other) => one - other)
  return (bright! + 0.05) / (dark! + 0.05)
}

it.each([':root', ":root[data-theme='dark']"])('%s: text keeps 4.5:1 on its grounds', (head) => {
  const base = Object.fromEntries(
    [...block(':root').matchAll(/(--[\w-]+): (#\w+);/g)].map((m) => [m[1], m[2]]),
  )
  const own = Object.fromEntries(
    [...block(head).matchAll(/(--[\w-]+): (#\w+);/g)].map((m) => [m[1], m[2]]),
  )
  const colour = (name: string): string => own[`--${name}`] ?? base[`--${name}`]!
  const grounds = ['paper', 'sheet', 'sheet-2', 'field', 'row-hover', 'chosen']
  const pairs = [
    ...['ink', 'ink-2', 'ink-3', 'action', 'red-ink'].flatMap((ink) =>
      grounds.map((on) => [ink, on]),
    ),
    ...['info-ink', 'warn-ink', 'good-ink', 'orange-ink'].flatMap((ink) =>
      ['sheet', 'field', 'chosen'].map((on) => [ink, on]),
    ),
    ['info-ink', 'info-bg'],
    ['warn-ink', 'warn-bg'],
    ['bad-ink', 'bad-bg'],
    ['red-ink', 'bad-bg'],
    ...['red', 'red-deep', 'action-fill', 'warn-fill', 'quiet-fill', 'band'].map((on) => [
      'on-fill',
      on,
    ]),
  ]
  for (const [ink, on] of pairs)
    expect(contrast(colour(ink!), colour(on!)), `${ink} on ${on}`).toBeGreaterThanOrEqual(4.5)
})

it('pages take colours by name and sizes of type in rem', () => {
  const pages = ['src/features', 'src/ui'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.vue'))
      .map((name) => join(folder, name)),
  )
  const wrong = pages.flatMap((page) => {
    const style = /<style[^>]*>([\s\S]*)<\/style>/.exec(readFileSync(page, 'utf8'))?.[1] ?? ''
    return [...style.matchAll(/^.*(#[0-9a-f]{3,6}\b|font-size: [\d.]+px).*$/gim)].map(
      (one) => `${page}: ${one[0].trim()}`,
    )
  })
  expect(pages.length).toBeGreaterThan(30)
  expect(wrong).toEqual([])
})
