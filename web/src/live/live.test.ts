import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EventParser, EventStream, type ServerEvent } from './event_stream'
import { EventShare } from './event_share'
import { ChannelLeadership, LockLeadership } from './leader'
import { LivenessMeter } from './liveness'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A server of event streams: every connection can be fed and cut. */
function eventServer() {
  const lines: { headers: Headers; say: (text: string) => void; cut: () => void; open: boolean }[] =
    []
  let down = false
  vi.stubGlobal(
    'fetch',
    vi.fn(async (_address: string, init: RequestInit) => {
      if (down) throw new TypeError('Failed to fetch')
      let control!: ReadableStreamDefaultController<Uint8Array>
      const body = new ReadableStream<Uint8Array>({ start: (c) => void (control = c) })
      const line = {
        headers: new Headers(init.headers),
        open: true,
        say: (text: string) => control.enqueue(new TextEncoder().encode(text)),
        cut: () => {
          if (line.open) control.error(new Error('cut'))
          line.open = false
        },
      }
      init.signal!.addEventListener('abort', line.cut)
      lines.push(line)
      return new Response(body, { status: 200 })
    }),
  )
  return {
    lines,
    goDown: (is: boolean) => (down = is),
    openLines: () => lines.filter((one) => one.open).length,
  }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('the event parser', () => {
  const parse = (...pieces: string[]) => {
    const events: ServerEvent[] = []
    const parser = new EventParser((event) => events.push(event))
    for (const piece of pieces) parser.push(piece)
    return events
  }
  const published = { id: '12', type: 'published', data: '{"revision":9}' }

  it('takes events in any pieces', () => {
    const text = 'id: 12\nevent: published\ndata: {"revision":9}\n\n'
    expect(parse(text)).toEqual([published])
    expect(parse(...text)).toEqual([published])
    expect(parse(text.replaceAll('\n', '\r\n'))).toEqual([published])
    expect(parse(...text.replaceAll('\n', '\r\n'))).toEqual([published])
  })
  it('passes over comments and empty events', () => {
    expect(parse(': beat\n\n', ':\n\n', 'event: x\n\n')).toEqual([])
  })
  it('joins lines of data and keeps the last id', () => {
    expect(parse('id: 3\ndata: a\ndata: b\n\ndata:c\n\n')).toEqual([
      { id: '3', type: 'message', data: 'a\nb' },
      { id: '3', type: 'message', data: 'c' },
    ])
  })
})

describe('the stream', () => {
  it('resumes after a cut with the last id, and heartbeats are signs of life', async () => {
    const server = eventServer()
    const events: ServerEvent[] = []
    const signs = vi.fn()
    const back = vi.fn()
    const stream = new EventStream('/e', '7', {
      onEvent: (e) => events.push(e),
      onSign: signs,
      onReconnect: back,
    })
    stream.start()
    await settle()
    expect(server.lines[0]!.headers.get('Last-Event-ID')).toBe('7')
    server.lines[0]!.say('id: 8\nevent: changed\ndata: {}\n\n')
    await settle()
    expect(events.map((one) => one.id)).toEqual(['8'])
    signs.mockClear()
    server.lines[0]!.say(': beat\n\n')
    await settle()
    expect(signs).toHaveBeenCalledOnce()
    server.lines[0]!.cut()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(server.lines).toHaveLength(2)
    expect(server.lines[1]!.headers.get('Last-Event-ID')).toBe('8')
    expect(back).toHaveBeenCalledOnce()
    stream.stop()
  })

  it('gives up a line that is silent for 45 s and opens another', async () => {
    const server = eventServer()
    const stream = new EventStream('/e', '', { onEvent: () => {}, onSign: () => {} })
    stream.start()
    await settle()
    await vi.advanceTimersByTimeAsync(44_000)
    expect(server.lines).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(server.lines).toHaveLength(2)
    expect(server.openLines()).toBe(1)
    stream.stop()
    expect(server.openLines()).toBe(0)
  })

  it('waits longer from failure to failure, at most about 15 s, and comes back by itself', async () => {
    const server = eventServer()
    server.goDown(true)
    const stream = new EventStream('/e', '', { onEvent: () => {}, onSign: () => {} })
    stream.start()
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    const tries = vi.mocked(fetch).mock.calls.length
    expect(tries).toBeGreaterThan(30)
    expect(tries).toBeLessThan(70)
    server.goDown(false)
    await vi.advanceTimersByTimeAsync(19_000)
    expect(server.openLines()).toBe(1)
    stream.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.lines).toHaveLength(1)
  })
})

describe('liveness', () => {
  it('connecting, live with its age, stale with the age of the data, live again', () => {
    const meter = new LivenessMeter()
    expect(meter.at(0)).toEqual({ state: 'connecting' })
    meter.sign(1_000)
    expect(meter.at(4_900)).toEqual({ state: 'live', seconds: 3 })
    expect(meter.at(45_999)).toEqual({ state: 'live', seconds: 44 })
    expect(meter.at(46_000)).toEqual({ state: 'stale', dataAt: 1_000 })
    meter.sign(60_000)
    expect(meter.at(60_000)).toEqual({ state: 'live', seconds: 0 })
  })
  it('polls only while it is not live, every 15 s, and polled data has its own age', () => {
    const meter = new LivenessMeter()
    meter.sign(100_000)
    expect(meter.shouldPoll(110_000)).toBe(false)
    expect(meter.shouldPoll(150_000)).toBe(true)
    expect(meter.shouldPoll(160_000)).toBe(false)
    expect(meter.shouldPoll(165_000)).toBe(true)
    meter.data(165_200)
    expect(meter.at(170_000)).toEqual({ state: 'stale', dataAt: 165_200 })
  })
})

/** Channels of one name reach each other, never themselves, as in a browser. */
class FakeChannel extends EventTarget {
  static all = new Set<FakeChannel>()
  constructor(readonly name: string) {
    super()
    FakeChannel.all.add(this)
  }
  postMessage(data: unknown) {
    for (const other of FakeChannel.all)
      if (other !== this && other.name === this.name)
        other.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) }))
  }
  close() {
    FakeChannel.all.delete(this)
  }
}

/** Web Locks of one name: one holder, a queue, stealing. */
class FakeLocks {
  private holder: { fail: (e: Error) => void } | null = null
  private queue: (() => void)[] = []
  request(_name: string, options: LockOptions, run: () => Promise<void>): Promise<void> {
    return new Promise<void>((done, fail) => {
      const grant = () => {
        const mine = { fail }
        this.holder = mine
        void run().then(() => {
          if (this.holder === mine) {
            this.holder = null
            this.queue.shift()?.()
          }
          done()
        })
      }
      if (options.steal) {
        this.holder?.fail(new Error('stolen'))
        grant()
      } else if (this.holder) {
        this.queue.push(grant)
        options.signal?.addEventListener('abort', () => {
          this.queue = this.queue.filter((one) => one !== grant)
          fail(new Error('aborted'))
        })
      } else grant()
    })
  }
}

describe('who leads', () => {
  it('by locks: one, then the next when it goes, or whoever takes over from a mute one', async () => {
    const locks = new FakeLocks() as unknown as LockManager
    const leads = new Set<string>()
    const tab = (name: string) =>
      new LockLeadership(
        'x',
        { onLead: () => leads.add(name), onYield: () => leads.delete(name) },
        locks,
      )
    const [a, b] = [tab('a'), tab('b')]
    a.start()
    b.start()
    await settle()
    expect([...leads]).toEqual(['a'])
    b.takeOver()
    await settle()
    expect([...leads]).toEqual(['b'])
    b.stop()
    await settle()
    expect([...leads]).toEqual(['a'])
    a.stop()
    await settle()
    expect([...leads]).toEqual([])
  })

  it('by channel: the smallest name in the end, the other within seconds when it is gone', async () => {
    FakeChannel.all.clear()
    const leads = new Set<string>()
    const tab = (name: string) =>
      new ChannelLeadership(name, new FakeChannel('x') as unknown as BroadcastChannel, {
        onLead: () => leads.add(name),
        onYield: () => leads.delete(name),
      })
    const [b, a] = [tab('b'), tab('a')]
    b.start()
    await vi.advanceTimersByTimeAsync(4_000)
    expect([...leads]).toEqual(['b'])
    a.start()
    await vi.advanceTimersByTimeAsync(10_000)
    expect([...leads]).toEqual(['b'])
    b.stop()
    await vi.advanceTimersByTimeAsync(8_000)
    expect([...leads]).toEqual(['a'])
    b.start()
    a.takeOver()
    b.takeOver()
    await vi.advanceTimersByTimeAsync(4_000)
    expect([...leads]).toEqual(['a'])
    a.stop()
    b.stop()
  })
})

describe.each(['locks', 'channel'])('tabs of one browser (%s)', (by) => {
  beforeEach(() => {
    FakeChannel.all.clear()
    vi.stubGlobal('BroadcastChannel', FakeChannel)
    vi.stubGlobal('navigator', { locks: by === 'locks' ? new FakeLocks() : undefined })
  })
  const tab = (lastId = '') => {
    const heard: string[] = []
    const signs = vi.fn()
    const share = new EventShare(
      '1',
      { onEvent: (event) => heard.push(event.id), onSign: signs },
      { lastId },
    )
    share.start()
    return { share, heard, signs }
  }

  it('share one connection, and each hears every event once', async () => {
    const server = eventServer()
    const tabs = [tab(), tab(), tab()]
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.openLines()).toBe(1)
    server.lines.at(-1)!.say('id: 5\nevent: published\ndata: {}\n\n')
    await settle()
    expect(tabs.map((one) => one.heard)).toEqual([['5'], ['5'], ['5']])
    tabs.forEach((one) => one.share.stop())
    await settle()
    expect(server.openLines()).toBe(0)
  })

  it('hand over when the leader closes, and resume where it was', async () => {
    const server = eventServer()
    const [first, second] = [tab('4'), tab('4')]
    await vi.advanceTimersByTimeAsync(10_000)
    server.lines.at(-1)!.say('id: 5\nevent: changed\ndata: {}\n\n')
    await settle()
    first.share.stop()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.openLines()).toBe(1)
    expect(server.lines.at(-1)!.headers.get('Last-Event-ID')).toBe('5')
    server.lines.at(-1)!.say('id: 6\nevent: changed\ndata: {}\n\n')
    await settle()
    expect(second.heard).toEqual(['5', '6'])
    expect(first.heard).toEqual(['5'])
    second.share.stop()
  })

  it('tell a tab that opens later at once that the line stands', async () => {
    const server = eventServer()
    const first = tab()
    await vi.advanceTimersByTimeAsync(10_000)
    server.lines.at(-1)!.say(': beat\n\n')
    await settle()
    const late = tab()
    await settle()
    expect(late.signs).toHaveBeenCalled()
    first.share.stop()
    late.share.stop()
  })
})

describe('a browser without channels', () => {
  it('has a connection of its own', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const server = eventServer()
    const share = new EventShare('1', { onEvent: () => {} })
    share.start()
    await settle()
    expect(server.openLines()).toBe(1)
    share.stop()
  })
})
