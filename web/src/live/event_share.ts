// The events of a campaign, one connection for all tabs of a browser: HTTP/1.1 gives a host only six, and each stream holds one.
import { newKey } from '@/api/write'
import { EventStream, kSilenceMs, type ServerEvent } from './event_stream'
import { ChannelLeadership, LockLeadership, type Leadership } from './leader'

export interface ShareHandlers {
  onEvent: (event: ServerEvent) => void
  onSign?: () => void
  onReconnect?: () => void
}

type Message =
  | { kind: 'event'; event: ServerEvent }
  | { kind: 'sign' }
  | { kind: 'reconnect' }
  | { kind: 'ask' }
  | { kind: 'claim' }

export class EventShare {
  private readonly name: string
  private channel: BroadcastChannel | null = null
  private leadership: Leadership | null = null
  private stream: EventStream | null = null
  private watch: ReturnType<typeof setInterval> | undefined
  private signAt = 0
  /** When the line itself last gave a sign; only the leader knows. */
  private heardAt = 0
  private lastId: string

  constructor(
    private readonly campaign: string,
    private readonly handlers: ShareHandlers,
    options: { lastId?: string } = {},
  ) {
    this.name = `zhantu.events.${campaign}`
    this.lastId = options.lastId ?? ''
  }

  start(): void {
    if (typeof BroadcastChannel === 'undefined') {
      this.openStream()
      return
    }
    this.channel = new BroadcastChannel(this.name)
    this.channel.addEventListener('message', this.hear)
    this.signAt = Date.now()
    const handlers = { onLead: () => this.openStream(), onYield: () => this.closeStream() }
    this.leadership =
      'locks' in navigator && navigator.locks
        ? new LockLeadership(this.name, handlers)
        : new ChannelLeadership(newKey(), this.channel, handlers)
    this.leadership.start()
    this.channel.postMessage({ kind: 'ask' } satisfies Message)
    this.watch = setInterval(() => this.watchLeader(), 5_000)
  }

  stop(): void {
    clearInterval(this.watch)
    this.leadership?.stop()
    this.closeStream()
    this.channel?.removeEventListener('message', this.hear)
    this.channel?.close()
    this.channel = null
  }

  /** A leader whose line is dead says nothing either; but then nobody's line works, and stealing every time does no harm. */
  private watchLeader(): void {
    if (this.stream || Date.now() - this.signAt < kSilenceMs) return
    this.signAt = Date.now()
    this.leadership?.takeOver()
  }

  private openStream(): void {
    if (this.stream) return
    this.stream = new EventStream(`/api/v1/campaigns/${this.campaign}/events`, this.lastId, {
      onEvent: (event) => this.tell({ kind: 'event', event }),
      onSign: () => {
        this.heardAt = Date.now()
        this.tell({ kind: 'sign' })
      },
      onReconnect: () => this.tell({ kind: 'reconnect' }),
    })
    this.stream.start()
  }

  private closeStream(): void {
    this.stream?.stop()
    this.stream = null
  }

  private tell(message: Message): void {
    this.channel?.postMessage(message)
    this.take(message)
  }

  private readonly hear = (event: MessageEvent<Message>): void => this.take(event.data)

  private take(message: Message): void {
    switch (message.kind) {
      case 'event':
        if (message.event.id) this.lastId = message.event.id
        this.signAt = Date.now()
        this.handlers.onEvent(message.event)
        break
      case 'sign':
        this.signAt = Date.now()
        this.handlers.onSign?.()
        break
      case 'ask':
        // A tab that has just opened need not wait for the next heartbeat to know that the line stands.
        if (this.stream && Date.now() - this.heardAt < kSilenceMs / 3)
          this.channel?.postMessage({ kind: 'sign' } satisfies Message)
        break
      case 'reconnect':
        this.handlers.onReconnect?.()
        break
    }
  }
}
