// Server-sent events over fetch. EventSource would hide the heartbeats (they are comments) and cannot send a Last-Event-ID of
// its own after the stream has moved from one tab to another; both are what an honest "live" needs.

export interface ServerEvent {
  id: string
  type: string
  data: string
}

/** Takes the stream's text in any pieces and gives whole events; comments count as signs of life only. */
export class EventParser {
  private rest = ''
  private type = ''
  private data: string[] = []
  private lastId = ''

  constructor(private readonly onEvent: (event: ServerEvent) => void) {}

  push(text: string): void {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/)
    this.rest = lines.pop() ?? ''
    for (const line of lines) this.line(line)
  }

  private line(line: string): void {
    if (line === '') {
      if (this.data.length > 0)
        this.onEvent({ id: this.lastId, type: this.type || 'message', data: this.data.join('\n') })
      this.type = ''
      this.data = []
      return
    }
    const colon = line.indexOf(':')
    if (colon === 0) return
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') this.type = value
    else if (field === 'data') this.data.push(value)
    else if (field === 'id' && !value.includes('\0')) this.lastId = value
  }
}

export interface StreamHandlers {
  onEvent: (event: ServerEvent) => void
  /** Any byte, a heartbeat too. */
  onSign: () => void
  /** The connection stands again after it was lost. */
  onReconnect?: () => void
}

/** Heartbeats come every 15 s; a line that is silent for three of them is dead even if nobody closed it. */
export const kSilenceMs = 45_000
const kPausesMs = [1_000, 2_000, 4_000, 8_000, 15_000]

export class EventStream {
  private stopper: AbortController | null = null
  private attempt = 0
  private opened = false

  constructor(
    private readonly address: string,
    private lastId: string,
    private readonly handlers: StreamHandlers,
  ) {}

  start(): void {
    if (this.stopper) return
    this.stopper = new AbortController()
    void this.run(this.stopper.signal)
  }

  stop(): void {
    this.stopper?.abort()
    this.stopper = null
  }

  private async run(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      try {
        await this.connect(stopped)
      } catch {
        // Whatever ended the connection, the remedy is the next one.
      }
      if (stopped.aborted) return
      const pause = kPausesMs[Math.min(this.attempt, kPausesMs.length - 1)]!
      this.attempt += 1
      // A little chance keeps a hall of screens from knocking at the same instant.
      await sleep(pause * (0.8 + Math.random() * 0.4), stopped)
    }
  }

  private async connect(stopped: AbortSignal): Promise<void> {
    const line = new AbortController()
    const cut = () => line.abort()
    stopped.addEventListener('abort', cut)
    let watchdog = setTimeout(cut, kSilenceMs)
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' }
      if (this.lastId) headers['Last-Event-ID'] = this.lastId
      const response = await fetch(this.address, {
        headers,
        cache: 'no-store',
        signal: line.signal,
      })
      if (!response.ok || !response.body) throw new Error(`status ${response.status}`)
      this.handlers.onSign()
      if (this.opened) this.handlers.onReconnect?.()
      this.opened = true
      const parser = new EventParser((event) => {
        if (event.id) this.lastId = event.id
        this.handlers.onEvent(event)
      })
      const decoder = new TextDecoder()
      const reader = response.body.getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        this.attempt = 0
        clearTimeout(watchdog)
        watchdog = setTimeout(cut, kSilenceMs)
        this.handlers.onSign()
        parser.push(decoder.decode(value, { stream: true }))
      }
    } finally {
      clearTimeout(watchdog)
      stopped.removeEventListener('abort', cut)
    }
  }
}

function sleep(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const finish = () => {
      clearTimeout(timer)
      stopped.removeEventListener('abort', finish)
      done()
    }
    const timer = setTimeout(finish, milliseconds)
    stopped.addEventListener('abort', finish)
  })
}
