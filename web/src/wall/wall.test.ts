import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WallState } from '@/api/types'
import { json, lineDown, network, refusal, type Reply } from '@/testing/network'
import { WallShell } from './shell'
import { BadDrawing, parseDrawing } from './svg_guard'
import { kStepMs, Ticker } from './ticker'
import { kTurnMs, PageTurner, wallKey } from './turner'
import { atPlace, dateText, hourText, wordsFor } from './words'

const svg = (inner = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1920 1080">${inner}</svg>`
const fact = (text: string) => ({ time: '15:38', text, source: '县督查室' })
const say = wordsFor('zh-Hans')

describe('a drawing', () => {
  it.each([
    '<rect width="1"/><a href="/projects/71"><text>云溪</text></a>',
    '<use href="#mark"/>',
    '<image href="data:image/png;base64,AAAA"/>',
  ])('of the server’s kind gets in: %s', (inner) => {
    expect(parseDrawing(svg(inner)).localName).toBe('svg')
  })

  it.each([
    '<script>alert(1)</script>',
    '<g><SCRIPT/></g>',
    '<foreignObject/>',
    '<rect onclick="x()"/>',
    '<rect ONLOAD="x()"/>',
    '<a href="javascript:x()"><rect/></a>',
    '<a href=" JavaScript:x()"><rect/></a>',
    '<a xlink:href="https://elsewhere.example/"><rect/></a>',
    '<a href="//elsewhere.example/"><rect/></a>',
    '<a href="/\\elsewhere.example/"><rect/></a>',
    '<image href="data:image/svg+xml,x"/>',
    '<animate attributeName="href"/>',
    '<div xmlns="http://www.w3.org/1999/xhtml"/>',
  ])('with anything else does not: %s', (inner) => {
    expect(() => parseDrawing(svg(inner))).toThrow(BadDrawing)
  })

  it.each(['', 'Bad gateway', '<html><body/></html>', '<svg/>'])(
    'that is none is refused: %s',
    (text) => {
      expect(() => parseDrawing(text)).toThrow(BadDrawing)
    },
  )
})

describe('the ticker', () => {
  const texts = (ticker: Ticker) => ticker.upcoming().map((one) => one.text)

  it('steps by what was shown, every six seconds, and starts over', () => {
    const ticker = new Ticker()
    ticker.set(['a', 'b', 'c'].map(fact))
    ticker.showed(2)
    expect(ticker.tick(1_000)).toBe(false)
    expect(ticker.tick(1_000 + kStepMs - 1)).toBe(false)
    expect(ticker.tick(1_000 + kStepMs)).toBe(true)
    expect(texts(ticker)).toEqual(['c', 'a', 'b'])
    ticker.showed(1)
    expect(ticker.tick(1_000 + 2 * kStepMs)).toBe(true)
    expect(texts(ticker)).toEqual(['a', 'b', 'c'])
  })
  it('stands still when everything is in sight or there is nothing', () => {
    const ticker = new Ticker()
    expect(ticker.tick(1)).toBe(false)
    ticker.set([fact('a')])
    expect(ticker.tick(1 + kStepMs)).toBe(false)
  })
  it('keeps its place when nothing is new', () => {
    const ticker = new Ticker()
    ticker.set(['a', 'b'].map(fact))
    ticker.tick(1)
    ticker.tick(1 + kStepMs)
    expect(ticker.set(['a', 'b'].map(fact))).toBe(false)
    expect(texts(ticker)).toEqual(['b', 'a'])
    expect(ticker.set(['c', 'a', 'b'].map(fact))).toBe(true)
    expect(texts(ticker)).toEqual(['c', 'a', 'b'])
  })
})

describe('the pages', () => {
  it('turn every 25 s unless held, and a key starts the count anew', () => {
    const turner = new PageTurner(1)
    turner.setPages(3)
    turner.tick(1)
    expect(turner.tick(kTurnMs)).toBe(false)
    expect(turner.tick(1 + kTurnMs)).toBe(true)
    expect(turner.page).toBe(2)
    turner.go(3, 40_000)
    expect(turner.tick(40_000 + kTurnMs - 1)).toBe(false)
    turner.toggleHold(50_000)
    expect(turner.tick(500_000)).toBe(false)
    turner.toggleHold(500_000)
    expect(turner.tick(500_000 + kTurnMs)).toBe(true)
    expect(turner.page).toBe(1)
    turner.go(0, 1)
    expect(turner.page).toBe(3)
  })
  it('of a wall of one stay, and a page that is gone becomes the first', () => {
    const turner = new PageTurner(7)
    turner.setPages(1)
    expect(turner.page).toBe(1)
    turner.tick(1)
    expect(turner.tick(1 + kTurnMs)).toBe(false)
    expect(new PageTurner(Number.NaN).page).toBe(1)
  })
  it.each([
    ['ArrowRight', { act: 'turn', by: 1 }],
    ['ArrowLeft', { act: 'turn', by: -1 }],
    [' ', { act: 'hold' }],
    ['3', { act: 'go', page: 3 }],
    ['0', null],
    ['F', { act: 'fullscreen' }],
    ['p', { act: 'print' }],
    ['x', null],
  ])('key %j', (key, act) => {
    const event = { key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false }
    expect(wallKey(event)).toEqual(act)
    expect(wallKey({ ...event, ctrlKey: true })).toBe(null)
  })
})

describe('the clock', () => {
  it('says hour, day and weekday', () => {
    const date = new Date(2026, 8, 30, 9, 5)
    expect(hourText(date)).toBe('09:05')
    expect(dateText(date, say)).toBe('9月30日 周三')
    expect(dateText(date, wordsFor('zh-Hant'))).toBe('9月30日 週三')
    expect(dateText(date, wordsFor('en'))).toBe('Wed 30/9')
  })

  it('shows the time of the place, not of the screen', () => {
    expect(hourText(atPlace(Date.UTC(2026, 8, 30, 20, 5), 480))).toBe('04:05')
    expect(atPlace(Date.UTC(2026, 8, 30, 20, 5), 480).getDate()).toBe(1)
    expect(hourText(atPlace(Date.UTC(2026, 8, 30, 20, 5), 0))).toBe('20:05')
  })
})

describe('the shell', () => {
  const wallPath = 'GET /api/v1/campaigns/1/wall'
  const chartPath = 'GET /api/v1/campaigns/1/charts/progress'
  const eventsPath = 'GET /api/v1/campaigns/1/events'
  let revision = 1
  let line: ReadableStreamDefaultController<Uint8Array> | null = null
  let shell: WallShell
  let root: HTMLElement

  const state = (): WallState => ({
    campaign: '1',
    title: '云溪县作战图',
    revision,
    period: '2026-08',
    pages: 2,
    now: new Date().toISOString().replace(/\.\d+/, ''),
    utc_offset_minutes: 480,
    last_event_id: '40',
    ticker: [fact('完成销号'), fact('机械进场')],
  })
  const good: Record<string, Reply> = {
    [wallPath]: () => json(state()),
    [chartPath]: ({ query }) =>
      new Response(
        svg(`<text>${query.get('audience')} 第${query.get('page')}屏 r${revision}</text>`),
      ),
    [eventsPath]: () =>
      new Response(new ReadableStream({ start: (control) => void (line = control) })),
  }
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)
  const drawn = () => [...root.querySelectorAll('.drawing svg')].at(-1)?.textContent
  const text = (part: string) => root.querySelector(`.${part}`)!.textContent
  const feed = (frame: string) => line!.enqueue(new TextEncoder().encode(frame))
  const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key }))

  function open(audience: 'open' | 'internal' = 'open', locale = 'zh-Hans') {
    root = document.createElement('main')
    document.body.replaceChildren(root)
    shell = new WallShell(root, { campaign: '1', audience, page: 1, locale, say })
    shell.start()
  }
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date(2026, 8, 30, 9, 0, 5) })
    vi.stubGlobal('BroadcastChannel', undefined)
    revision = 1
    line = null
  })
  afterEach(() => {
    shell.stop()
    vi.useRealTimers()
  })

  it('draws, listens from where the state stood, and is live', async () => {
    const { asked } = network({ ...good })
    open()
    await pass(1)
    expect(drawn()).toBe('open 第1屏 r1')
    expect(text('page-text')).toBe('第 1 屏 / 共 2 屏')
    expect(text('ticker')).toContain('完成销号')
    expect(asked.find((one) => one.path.endsWith('/events'))!.headers.get('Last-Event-ID')).toBe(
      '40',
    )
    await pass(3)
    expect(text('live-text')).toMatch(/^实时 · \d 秒前更新$/)
    expect(document.title).toBe('云溪县作战图')
  })

  it('goes by the server’s clock where the machine’s is wrong, for the age of the data too', async () => {
    const ahead = 3 * 3600_000
    const server = () => new Date(Date.now() + ahead)
    const now = () => server().toISOString().replace(/\.\d+/, '')
    const { table } = network({ ...good, [wallPath]: () => json({ ...state(), now: now() }) })
    open()
    await pass(2)
    expect(text('hour')).toBe(hourText(atPlace(server().getTime(), 480)))
    const drawnAt = server()
    for (const path of Object.keys(good)) table[path] = lineDown
    line!.error(new Error('cut'))
    await pass(120)
    expect(text('live-text')).toBe(`数据截至 ${hourText(atPlace(drawnAt.getTime(), 480))}`)
  })

  it('shows a publication as it happens, over the old drawing', async () => {
    network({ ...good })
    open()
    await pass(1)
    revision = 2
    feed('id: 41\nevent: published\ndata: {"campaign":"1","revision":2,"period":"2026-09"}\n\n')
    await pass(1)
    expect(drawn()).toBe('open 第1屏 r2')
    await pass(1)
    expect(root.querySelectorAll('.drawing')).toHaveLength(1)
  })

  it('leaves internal changes to internal walls', async () => {
    const { asked } = network({ ...good })
    open()
    await pass(1)
    const before = asked.length
    feed('id: 41\nevent: changed\ndata: {}\n\n')
    await pass(2)
    expect(asked).toHaveLength(before)
    shell.stop()
    open('internal')
    await pass(1)
    revision = 2
    feed('id: 42\nevent: changed\ndata: {}\n\n')
    await pass(2)
    expect(drawn()).toBe('internal 第1屏 r2')
  })

  it('without a server stays on its page, by its number too, where the next was never seen', async () => {
    const { table } = network({ ...good })
    open()
    await pass(1)
    for (const path of Object.keys(good)) table[path] = lineDown
    line!.error(new Error('cut'))
    await pass(60)
    expect(drawn()).toBe('open 第1屏 r1')
    expect(text('page-text')).toBe('第 1 屏 / 共 2 屏')
    Object.assign(table, good)
    await pass(60)
    expect(text('page-text')).toBe(`第 ${/第(\d)屏/.exec(drawn()!)![1]} 屏 / 共 2 屏`)
  })

  it('is never blank: without a server it keeps the drawing, says its age, asks on and comes back', async () => {
    const { table, asked } = network({ ...good })
    open()
    await pass(1)
    for (const path of Object.keys(good)) table[path] = lineDown
    line!.error(new Error('cut'))
    await pass(60)
    expect(drawn()).toMatch(/r1$/)
    expect(text('live-text')).toMatch(/^数据截至 \d\d:\d\d$/)
    const polls = asked.filter((one) => one.path.endsWith('/wall')).length
    expect(polls).toBeGreaterThan(1)
    await pass(60)
    expect(drawn()).toMatch(/r1$/)
    Object.assign(table, good)
    revision = 2
    await pass(20)
    expect(drawn()).toMatch(/r2$/)
    expect(text('live-text')).toMatch(/^实时/)
  })

  it('keeps what it has when the server sends something that is no drawing', async () => {
    const { table } = network({ ...good })
    open()
    await pass(1)
    table[chartPath] = () => new Response(svg('<script/>'))
    feed('id: 41\nevent: published\ndata: {}\n\n')
    await pass(5)
    expect(drawn()).toBe('open 第1屏 r1')
    expect(root.querySelector('script')).toBe(null)
  })

  it('starts without a server, says so, and draws when it is there', async () => {
    const { table } = network({ [wallPath]: lineDown })
    open()
    await pass(10)
    expect(text('notice')).toBe('暂时连不上服务器，正在自动重试')
    table[wallPath] = () => refusal(404, 'campaign_unknown', '没有这个挂图作战行动。')
    await pass(16)
    expect(text('notice')).toBe('没有这个挂图作战行动。')
    Object.assign(table, good)
    await pass(16)
    expect(drawn()).toBe('open 第1屏 r1')
    expect(root.querySelector<HTMLElement>('.notice')!.hidden).toBe(true)
  })

  it('without a log-in shows the public chart instead of the internal one', async () => {
    const chart: Reply = (asked) =>
      asked.query.get('audience') === 'internal'
        ? refusal(401, 'not_logged_in', '请先登录。')
        : good[chartPath]!(asked)
    network({ ...good, [chartPath]: chart })
    open('internal')
    await pass(1)
    expect(drawn()).toBe('open 第1屏 r1')
  })

  it('turns by itself, holds on the space bar, and turns from memory when the line is down', async () => {
    const { table } = network({ ...good })
    open()
    await pass(27)
    expect(drawn()).toBe('open 第2屏 r1')
    press(' ')
    expect(text('page-text')).toBe('第 2 屏 / 共 2 屏 · 已停留')
    await pass(60)
    expect(drawn()).toBe('open 第2屏 r1')
    table[chartPath] = lineDown
    press('1')
    await pass(1)
    expect(drawn()).toBe('open 第1屏 r1')
    press('7')
    await pass(1)
    expect(drawn()).toBe('open 第1屏 r1')
  })

  it('opens the paper chart on P', async () => {
    network({ ...good })
    const opened = vi.spyOn(window, 'open').mockReturnValue(null)
    open()
    await pass(1)
    press('p')
    expect(opened.mock.calls[0]![0]).toBe(
      '/api/v1/campaigns/1/charts/progress?medium=paper&surface=pdf&audience=open&paper=a1',
    )
  })
})
