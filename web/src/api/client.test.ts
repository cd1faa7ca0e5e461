import { describe, expect, it, vi } from 'vitest'
import { json, lineDown, network, refusal } from '@/testing/network'
import { api, ask, speak, whenLoggedOut } from './client'
import { adviceKey, asFailure, Failure } from './failure'

const place = 'GET /api/v1/session'
const getSession = () => ask(api.GET('/api/v1/session'))
const failureOf = (work: Promise<unknown>) => work.then(() => expect.fail('no failure'), asFailure)

describe('a request', () => {
  it('speaks the language of the interface', async () => {
    const { asked } = network({ [place]: () => json({}) })
    speak('zh-Hant')
    await getSession()
    expect(asked[0]!.headers.get('Accept-Language')).toBe('zh-Hant')
    speak('zh-Hans')
  })

  it('that is refused carries the problem', async () => {
    network({ [place]: () => refusal(403, 'barred', '您须回避。') })
    const failure = await failureOf(getSession())
    expect([failure.kind, failure.status, failure.word, failure.requestId]).toEqual([
      'refused',
      403,
      'barred',
      'r-17',
    ])
    expect(failure.undecided).toBe(false)
  })

  it('that meets a proxy page is broken, not refused', async () => {
    network({ [place]: () => new Response('<html>Bad gateway</html>', { status: 502 }) })
    const failure = await failureOf(getSession())
    expect([failure.kind, failure.status, failure.undecided]).toEqual(['broken', 502, true])
  })

  it('that finds no JSON under a success is broken', async () => {
    network({ [place]: () => new Response('<html>portal</html>', { status: 200 }) })
    expect((await failureOf(getSession())).kind).toBe('broken')
  })

  it('without a line is a network failure', async () => {
    network({ [place]: lineDown })
    expect((await failureOf(getSession())).kind).toBe('network')
  })

  it('that finds the session ended says so to the page', async () => {
    const ended = vi.fn()
    whenLoggedOut(ended)
    network({ [place]: () => refusal(401, 'not_logged_in', '请先登录。') })
    await failureOf(getSession())
    expect(ended).toHaveBeenCalledOnce()
    whenLoggedOut(() => {})
  })
})

describe('advice', () => {
  it.each([
    ['network', 0, 'network'],
    ['refused', 401, 'log_in'],
    ['refused', 403, 'ask'],
    ['refused', 404, 'gone'],
    ['refused', 409, 'reload'],
    ['refused', 412, 'reload'],
    ['refused', 413, 'smaller'],
    ['refused', 422, 'change'],
    ['refused', 429, 'wait'],
    ['refused', 503, 'report'],
    ['broken', 502, 'report'],
    ['broken', 200, 'report'],
  ] as const)('%s %i: %s', (kind, status, key) => {
    expect(adviceKey(new Failure(kind, status, null))).toBe(key)
  })
})
