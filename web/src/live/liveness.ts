// How old is what the screen shows? Live while the line gives signs; after 45 s of silence the age of the data is shown and the
// shell asks by itself.
import { kSilenceMs } from './event_stream'

export type Liveness =
  { state: 'connecting' } | { state: 'live'; seconds: number } | { state: 'stale'; dataAt: number }

export class LivenessMeter {
  private signAt: number | null = null
  private dataAt: number | null = null
  private pollAt = 0

  constructor(private readonly pollEveryMs = 15_000) {}

  /** The stream gave a sign: what is shown is current. */
  sign(now: number): void {
    this.signAt = now
    this.dataAt = now
  }

  /** Data was fetched, whether asked for by an event, by polling or at the start. */
  data(now: number): void {
    this.dataAt = now
  }

  at(now: number): Liveness {
    if (this.signAt !== null && now - this.signAt < kSilenceMs)
      return { state: 'live', seconds: Math.max(0, Math.floor((now - this.signAt) / 1000)) }
    if (this.dataAt === null) return { state: 'connecting' }
    return { state: 'stale', dataAt: this.dataAt }
  }

  /** Whether it is time to ask; counts as asked. */
  shouldPoll(now: number): boolean {
    if (this.at(now).state === 'live' || now - this.pollAt < this.pollEveryMs) return false
    this.pollAt = now
    return true
  }
}
