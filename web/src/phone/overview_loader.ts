// The overview of one campaign: fetched, kept, and fetched again when the record moves.
import { ref, shallowRef } from 'vue'
import { api, ask } from '@/api/client'
import { asFailure, type Failure } from '@/api/failure'
import type { Overview } from '@/api/types'
import { EventShare } from '@/live/event_share'
import { LivenessMeter, type Liveness } from '@/live/liveness'
import { kept, keepOverview } from './store'

export class OverviewLoader {
  readonly overview = shallowRef<Overview | null>(null)
  readonly failure = shallowRef<Failure | null>(null)
  readonly liveness = ref<Liveness>({ state: 'connecting' })
  /** Goes up with every change of the record. */
  readonly version = ref(0)
  private readonly meter = new LivenessMeter()
  private share: EventShare | null = null
  private clock: ReturnType<typeof setInterval> | undefined
  private dataAt = 0
  private askedAt = 0
  private busy = false
  private again = false

  constructor(
    private readonly login: string,
    readonly campaign: string,
    private readonly onLoggedOut: () => void,
  ) {}

  async start(): Promise<void> {
    const before = kept(this.login)
    if (before?.campaign === this.campaign) {
      this.overview.value = before.overview
      this.meter.data(before.at)
      this.dataAt = before.at
      this.look()
    }
    await this.load()
    this.clock = setInterval(() => {
      const now = Date.now()
      const retry = this.failure.value !== null && now - this.askedAt > 15_000
      if (retry || this.meter.shouldPoll(now)) void this.load()
      this.look()
    }, 1_000)
    this.share = new EventShare(
      this.campaign,
      {
        onEvent: () => void this.load(),
        onReconnect: () => void this.load(),
        // Signs count only while what is shown is the server's own.
        onSign: () => {
          if (this.failure.value === null) this.meter.sign(Date.now())
          this.look()
        },
      },
      { lastId: this.overview.value?.last_event_id ?? '' },
    )
    this.share.start()
    for (const event of ['online', 'offline']) window.addEventListener(event, this.moved)
  }

  stop(): void {
    for (const event of ['online', 'offline']) window.removeEventListener(event, this.moved)
    clearInterval(this.clock)
    this.share?.stop()
  }

  async load(): Promise<void> {
    if (this.busy) {
      this.again = true
      return
    }
    this.busy = true
    this.askedAt = Date.now()
    try {
      const overview = await ask(
        api.GET('/api/v1/campaigns/{campaign}/overview', {
          params: { path: { campaign: this.campaign } },
        }),
      )
      const now = Date.now()
      this.overview.value = overview
      this.failure.value = null
      this.meter.data(now)
      this.dataAt = now
      this.version.value += 1
      keepOverview(this.login, this.campaign, now, overview)
    } catch (error) {
      const failure = asFailure(error)
      if (failure.status === 401) this.onLoggedOut()
      this.failure.value = failure
    } finally {
      this.busy = false
      this.look()
    }
    if (this.again) {
      this.again = false
      await this.load()
    }
  }

  /** The phone itself says that the line came or went: asking shows which. */
  private readonly moved = (): void => void this.load()

  private look(): void {
    const cut = this.failure.value?.kind === 'network' && this.dataAt > 0
    this.liveness.value = cut ? { state: 'stale', dataAt: this.dataAt } : this.meter.at(Date.now())
  }
}
