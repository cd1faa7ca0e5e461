import { describe, expect, it } from 'vitest'
import { Failure } from '@/api/failure'
import type { Campaign, Card, PeriodSummary, Problem } from '@/api/types'
import { mountPage } from '@/testing/mount'
import ByLine from './ByLine.vue'
import CardMark from './CardMark.vue'
import ErrorNote from './ErrorNote.vue'
import { keyAct } from './keyboard'
import PeriodStrip from './PeriodStrip.vue'
import VerdictPick from './VerdictPick.vue'

describe('a card mark', () => {
  it.each([
    ['blue', '蓝牌', 'rect'],
    ['yellow', '黄牌', 'path'],
    ['red', '红牌', 'path'],
    ['none', '无牌', 'circle'],
  ] as [Card, string, string][])('%s is told by shape and word', async (card, word, shape) => {
    const { wrapper } = await mountPage(CardMark, { card })
    expect(wrapper.text()).toBe(word)
    expect(wrapper.find(`svg > ${shape}`).exists()).toBe(true)
    expect(wrapper.find('svg').attributes('aria-hidden')).toBe('true')
  })

  it('gives its word to the shape where no word stands', async () => {
    const { wrapper } = await mountPage(CardMark, { card: 'red', word: false })
    expect(wrapper.text()).toBe('')
    expect(wrapper.find('svg[role="img"]').attributes('aria-label')).toBe('红牌')
  })

  it('shows that it was corrected', async () => {
    const { wrapper } = await mountPage(CardMark, { card: 'yellow', corrected: true })
    expect(wrapper.text()).toContain('更正')
  })

  it('draws every card in a shape of its own', async () => {
    const shapes = new Set<string>()
    for (const card of ['none', 'blue', 'yellow', 'red']) {
      const { wrapper } = await mountPage(CardMark, { card })
      shapes.add(wrapper.find('svg').html())
    }
    expect(shapes.size).toBe(4)
  })
})

describe('the strip of periods', () => {
  const strip = async (names: string[], ahead: string[] = []) => {
    const periods = names.map<PeriodSummary>((period) => ({
      period,
      label: period,
      state: period === '2026-08' ? 'published' : 'planned',
      ahead: ahead.includes(period),
      blue: 0,
      green: 0,
      yellow: 0,
      orange: 0,
      red: 0,
    }))
    const mechanism = { cards: ['blue', 'green', 'red'] }
    const campaign = { id: '1', periods, mechanism } as Campaign
    return (await mountPage(PeriodStrip, { campaign })).wrapper
  }
  const months = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)

  it('asks nothing of a period that has not begun', async () => {
    const wrapper = await strip(['2026-09', '2026-10', '2026-11'], ['2026-11'])
    expect(wrapper.findAll('.state-tag').map((one) => one.text())).toEqual([
      '待报送',
      '待报送',
      '未到',
    ])
  })

  it('counts the colours that the rule gives, and no others', async () => {
    const wrapper = await strip(['2026-08', '2026-09'])
    expect(wrapper.findAll('.counts > span')).toHaveLength(3)
  })

  it.each([
    [months, 12, 6],
    [months.flatMap((one) => [`${one}a`, `${one}b`]), 12, 6],
    [months.slice(2), 10, 5],
    [['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'], 4, 2],
    [['2026'], 1, 1],
  ])('stands in even rows: %j', async (names, wide, narrow) => {
    const style = (await strip(names)).find<HTMLElement>('.strip').element.style
    expect(style.getPropertyValue('--wide')).toBe(String(wide))
    expect(style.getPropertyValue('--narrow')).toBe(String(narrow))
  })
})

describe('who and when', () => {
  it('is one short line with the whole post in its title', async () => {
    const by = '云溪县督考办公室主任 秦书远'
    const { wrapper } = await mountPage(ByLine, { by, at: '2026-09-30T02:00:00Z' })
    expect(wrapper.text()).toBe('秦书远 · 9月30日')
    expect(wrapper.attributes('title')).toContain(by)
    await wrapper.setProps({ says: 'determine.by' })
    expect(wrapper.text()).toContain('秦书远 认定')
  })
})

describe('an error', () => {
  const problem: Problem = {
    type: '/problems/verdicts_missing',
    title: 'verdicts_missing',
    status: 409,
    word: 'verdicts_missing',
    detail: '还有 2 个项目没有认定，不能公示。',
    request_id: 'r-17',
    items: [
      { where: 'project 71', word: 'verdict_missing', detail: '云溪产业园二期厂房没有认定' },
      { where: '年度计划!D7', word: 'quantity_malformed', detail: '不是数字' },
    ],
  }

  it('shows the sentence, every item, what to do and the request', async () => {
    const { wrapper } = await mountPage(ErrorNote, {
      failure: new Failure('refused', 409, problem),
    })
    const text = wrapper.text()
    expect(text).toContain('还有 2 个项目没有认定，不能公示。')
    expect(wrapper.findAll('li').map((one) => one.text())).toEqual([
      '云溪产业园二期厂房没有认定',
      '年度计划!D7不是数字',
    ])
    expect(text).toContain('请核对后再办理')
    expect(text).toContain('r-17')
    expect(text).not.toContain('您填写的内容还在')
    expect(wrapper.attributes('role')).toBe('alert')
  })

  it('without a line says that the text is safe and offers to try again', async () => {
    const { wrapper } = await mountPage(ErrorNote, {
      failure: new Failure('network', 0, null),
      safe: true,
      retry: true,
    })
    expect(wrapper.text()).toContain('没有连上服务器')
    expect(wrapper.text()).toContain('您填写的内容还在')
    await wrapper.find('button').trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })
})

describe('the verdict buttons', () => {
  it('are one radio group in which nothing is chosen beforehand', async () => {
    const { wrapper } = await mountPage(VerdictPick, {
      name: 'v',
      label: '认定',
      modelValue: '',
      proposed: 'missed',
    })
    const radios = wrapper.findAll<HTMLInputElement>('input[type="radio"]')
    expect(radios.map((one) => one.element.value)).toEqual([
      'exceeded',
      'met',
      'missed',
      'no_target',
    ])
    expect(radios.some((one) => one.element.checked)).toBe(false)
    expect(wrapper.find('.proposed').text()).toBe('未完成')
    await radios[2]!.setValue()
    expect(wrapper.emitted('update:modelValue')).toEqual([['missed']])
  })
})

describe('keys', () => {
  const press = (key: string, more: KeyboardEventInit = {}, on: Element = document.body) => {
    let act: string | null = null
    const listen = (event: Event) => (act = keyAct(event as KeyboardEvent))
    window.addEventListener('keydown', listen, { once: true })
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))
    window.removeEventListener('keydown', listen)
    return act
  }
  const inside = (html: string) => {
    document.body.innerHTML = html
    return document.body.querySelector('[data-here]')!
  }

  it.each([
    ['/', 'search'],
    ['n', 'create'],
    ['N', 'create'],
    ['j', 'down'],
    ['K', 'up'],
    ['Enter', 'open'],
    ['?', 'help'],
    ['x', null],
  ])('%s: %s', (key, act) => {
    expect(press(key)).toBe(act)
  })

  it('Ctrl+S saves from within a field, the others type', () => {
    const field = inside('<input data-here />')
    expect(press('s', { ctrlKey: true }, field)).toBe('save')
    expect(press('j', {}, field)).toBe(null)
    expect(press('/', {}, field)).toBe(null)
  })

  it('an input method keeps its keys', () => {
    const field = inside('<textarea data-here></textarea>')
    expect(press('s', { ctrlKey: true, isComposing: true }, field)).toBe(null)
    expect(press('j', { isComposing: true })).toBe(null)
  })

  it('Enter belongs to a link or button that has the focus', () => {
    expect(press('Enter', {}, inside('<a href="/x" data-here>x</a>'))).toBe(null)
    expect(press('Enter', {}, inside('<table><tr><td data-here></td></tr></table>'))).toBe('open')
  })

  it('a dialog keeps the page behind it quiet', () => {
    expect(press('j', {}, inside('<dialog open><p data-here></p></dialog>'))).toBe(null)
  })

  it('other people’s shortcuts are left alone', () => {
    expect(press('j', { ctrlKey: true })).toBe(null)
    expect(press('/', { altKey: true })).toBe(null)
  })
})
