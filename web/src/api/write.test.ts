import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { json, lineDown, network, refusal } from '@/testing/network'
import { sendConfirmation, sendReport } from '@/features/periods/writes'
import { cell } from '@/testing/samples'
import { Failure } from './failure'
import { newKey } from './write'

const place = 'PUT /api/v1/projects/71/periods/2026-09/report'
const keyOf = (asked: { headers: Headers }) => asked.headers.get('Idempotency-Key')

/** Runs a write to its end, its pauses included. */
async function settled<T>(work: Promise<T>): Promise<T | Failure> {
  const outcome = work.catch((error: unknown) => error as Failure)
  await vi.runAllTimersAsync()
  return outcome
}

describe('a write', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('repeats by itself under the same key when no answer comes', async () => {
    let attempts = 0
    const { asked } = network({ [place]: () => (++attempts < 3 ? lineDown() : json(cell())) })
    const answer = await settled(sendReport('71', '2026-09', { text: 'a', quantity: '1' }))
    expect(answer).toEqual(cell())
    expect(asked).toHaveLength(3)
    expect(new Set(asked.map(keyOf)).size).toBe(1)
    expect(keyOf(asked[0]!)).toMatch(/^[0-9a-f]{32}$/)
  })

  it('keeps its key for a repeat by hand while nobody knows whether it arrived', async () => {
    const { asked, table } = network({ [place]: lineDown })
    const failure = await settled(sendReport('71', '2026-09', { text: 'b', quantity: '2' }))
    expect((failure as Failure).kind).toBe('network')
    expect(asked).toHaveLength(3)
    table[place] = () => new Response('upstream is gone', { status: 502 })
    await settled(sendReport('71', '2026-09', { text: 'b', quantity: '2' }))
    table[place] = () => json(cell())
    await settled(sendReport('71', '2026-09', { text: 'b', quantity: '2' }))
    expect(new Set(asked.map(keyOf)).size).toBe(1)
    await settled(sendReport('71', '2026-09', { text: 'b', quantity: '2' }))
    expect(new Set(asked.map(keyOf)).size).toBe(2)
  })

  it('takes a new key for other content', async () => {
    const { asked } = network({ [place]: lineDown })
    await settled(sendReport('71', '2026-09', { text: 'c', quantity: '3' }))
    await settled(sendReport('71', '2026-09', { text: 'c', quantity: '4' }))
    expect(new Set(asked.map(keyOf)).size).toBe(2)
  })

  it('is a new deed after a refusal, which would otherwise be repeated for ever', async () => {
    const confirm = 'PUT /api/v1/projects/71/periods/2026-09/confirmation'
    const { asked } = network({ [confirm]: () => refusal(409, 'not_reported', '还没有上报。') })
    const first = await settled(sendConfirmation('71', '2026-09', ''))
    await settled(sendConfirmation('71', '2026-09', ''))
    expect((first as Failure).word).toBe('not_reported')
    expect(asked).toHaveLength(2)
    expect(keyOf(asked[0]!)).not.toBe(keyOf(asked[1]!))
  })

  it('has keys that do not repeat', () => {
    expect(new Set(Array.from({ length: 1000 }, newKey)).size).toBe(1000)
  })
})
