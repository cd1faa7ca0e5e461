// One tab of a browser leads. Web Locks decide where they exist; over plain http, where they do not, the tabs agree over the
// channel: a leader says so every two seconds, the smallest name wins, and silence of five seconds opens the post again.

export interface Leadership {
  /** Calls `onLead` when this tab becomes leader and `onYield` when it no longer is. */
  start(): void
  stop(): void
  /** The leader is there but mute (a frozen tab, say): take over from it. */
  takeOver(): void
}

export interface LeadHandlers {
  onLead: () => void
  onYield: () => void
}

export class LockLeadership implements Leadership {
  private stopped = true
  private release: (() => void) | null = null
  private waiting: AbortController | null = null

  constructor(
    private readonly name: string,
    private readonly handlers: LeadHandlers,
    private readonly locks: LockManager = navigator.locks,
  ) {}

  start(): void {
    if (!this.stopped) return
    this.stopped = false
    this.queue(false)
  }

  stop(): void {
    this.stopped = true
    this.waiting?.abort()
    this.release?.()
  }

  takeOver(): void {
    if (this.stopped || this.release) return
    this.waiting?.abort()
    this.queue(true)
  }

  private queue(steal: boolean): void {
    const waiting = new AbortController()
    this.waiting = waiting
    const hold = async () => {
      await new Promise<void>((done) => {
        this.release = done
        this.handlers.onLead()
      })
    }
    // `steal` and `signal` exclude each other.
    const request = steal
      ? this.locks.request(this.name, { steal }, hold)
      : this.locks.request(this.name, { signal: waiting.signal }, hold)
    request
      .catch(() => {
        // Aborted by ourselves, or the lock was stolen by a tab that found us mute.
      })
      .finally(() => {
        if (this.waiting !== waiting) return
        const led = this.release !== null
        this.release = null
        if (led) this.handlers.onYield()
        if (!this.stopped) this.queue(false)
      })
  }
}

interface Claim {
  claim: string
}

const kSayMs = 2_000
const kMuteMs = 5_000

export class ChannelLeadership implements Leadership {
  private timer: ReturnType<typeof setInterval> | undefined
  private heardAt = 0
  private leads = false

  constructor(
    private readonly self: string,
    private readonly channel: BroadcastChannel,
    private readonly handlers: LeadHandlers,
    private readonly now: () => number = () => Date.now(),
  ) {}

  start(): void {
    if (this.timer !== undefined) return
    this.channel.addEventListener('message', this.hear)
    // Wait for one announcement of whoever leads already.
    this.heardAt = this.now() - kMuteMs + kSayMs + 500
    this.timer = setInterval(() => this.tick(), kSayMs / 2)
  }

  stop(): void {
    clearInterval(this.timer)
    this.timer = undefined
    this.channel.removeEventListener('message', this.hear)
    this.yield()
  }

  takeOver(): void {
    this.lead()
  }

  private tick(): void {
    if (this.leads) this.say()
    else if (this.now() - this.heardAt > kMuteMs) this.lead()
  }

  private say(): void {
    this.channel.postMessage({ claim: this.self } satisfies Claim)
  }

  private lead(): void {
    if (this.leads || this.timer === undefined) return
    this.leads = true
    this.handlers.onLead()
    this.say()
  }

  private yield(): void {
    if (!this.leads) return
    this.leads = false
    this.handlers.onYield()
  }

  private readonly hear = (event: MessageEvent<unknown>): void => {
    const other = (event.data as Partial<Claim> | null)?.claim
    if (typeof other !== 'string' || other === this.self) return
    if (this.leads && other > this.self) {
      this.say()
      return
    }
    this.heardAt = this.now()
    this.yield()
  }
}
