// The shell around the drawn wall: fetches, turns, keeps time, says how old the data is, and goes on by itself whatever happens to
// server and network. What is on the screen is only ever replaced by something newer.
import { isProblem } from '@/api/failure'
import type { WallState } from '@/api/types'
import { chartAddress, type Audience } from '@/features/charts/chart_address'
import { EventShare } from '@/live/event_share'
import type { ServerEvent } from '@/live/event_stream'
import { LivenessMeter } from '@/live/liveness'
import { parseDrawing } from './svg_guard'
import { Ticker } from './ticker'
import { PageTurner, wallKey } from './turner'
import { WallView } from './view'
import { atPlace, type Say } from './words'

export interface WallOptions {
  campaign: string
  audience: Audience
  page: number
  locale: string
  say: Say
}

const kRetryMs = [1_000, 2_000, 4_000, 8_000, 15_000]
const kFetchMs = 20_000

/** A refusal with the server's sentence. */
class Refused extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence)
  }
}

export class WallShell {
  private readonly view: WallView
  private readonly turner: PageTurner
  private readonly ticker = new Ticker()
  private readonly meter = new LivenessMeter()
  private readonly drawings = new Map<number, string>()
  private share: EventShare | null = null
  private state: WallState | null = null
  private audience: Audience
  /** The page on the screen. */
  private shown = 0
  private clockOffset = 0
  /** Something newer is known to exist; stays set until it is on the screen. */
  private due = true
  private retryAt = 0
  private tries = 0
  private busy = false
  private timer: ReturnType<typeof setInterval> | undefined

  constructor(
    root: HTMLElement,
    private readonly options: WallOptions,
  ) {
    this.view = new WallView(root, options.say)
    this.turner = new PageTurner(options.page)
    this.audience = options.audience
  }

  start(): void {
    window.addEventListener('keydown', this.key)
    window.addEventListener('online', this.again)
    this.timer = setInterval(() => this.tick(), 1_000)
    this.tick()
  }

  stop(): void {
    clearInterval(this.timer)
    this.share?.stop()
    window.removeEventListener('keydown', this.key)
    window.removeEventListener('online', this.again)
  }

  private tick(): void {
    const now = Date.now()
    this.view.setClock(this.placeTime(now))
    this.view.setLiveness(this.meter.at(now), (ms) => this.placeTime(ms))
    if (this.turner.tick(now)) void this.showPage()
    this.paintPages()
    if (this.ticker.tick(now)) this.paintTicker()
    if (this.state && this.meter.shouldPoll(now)) this.due = true
    if (this.due && !this.busy && now >= this.retryAt) void this.refresh()
  }

  // The wall's own time: the server's clock, in the zone of the place whose wall it is.
  private placeTime(ms: number): Date {
    const right = ms + this.clockOffset
    const own = -new Date(right).getTimezoneOffset()
    return atPlace(right, this.state?.utc_offset_minutes ?? own)
  }

  private paintPages(): void {
    const { page, pages, held } = this.turner
    this.view.setPages(page, pages, held, this.turner.share(Date.now()))
  }

  private paintTicker(): void {
    this.ticker.showed(this.view.setTicker(this.ticker.upcoming()))
  }

  private readonly again = (): void => {
    this.due = true
    this.retryAt = 0
  }

  private async refresh(): Promise<void> {
    this.busy = true
    this.due = false
    try {
      await this.fetchAll()
      this.tries = 0
    } catch (error) {
      this.due = true
      this.retryAt = Date.now() + kRetryMs[Math.min(this.tries, kRetryMs.length - 1)]!
      this.tries += 1
      this.view.tell(error instanceof Refused ? error.message : this.options.say('unreachable'))
    } finally {
      this.busy = false
    }
  }

  private async fetchAll(): Promise<void> {
    const answer = await this.fetchOk(`/api/v1/campaigns/${this.options.campaign}/wall`)
    const state = (await answer.json()) as WallState
    this.clockOffset = Date.parse(state.now) - Date.now()
    // A difference of seconds is the line's; only a clock that is really wrong is put right.
    if (Math.abs(this.clockOffset) < 5_000) this.clockOffset = 0
    this.turner.setPages(state.pages)
    const page = this.turner.page
    const text = await this.fetchDrawing(page)
    const drawing = parseDrawing(text)
    if (state.revision !== this.state?.revision) this.drawings.clear()
    const known = this.drawings.get(page) === text && this.view.hasDrawing
    this.drawings.set(page, text)
    this.state = state
    document.title = state.title
    // A page's time runs from when it can be seen.
    if (!this.view.hasDrawing) this.turner.go(page, Date.now())
    if (page === this.turner.page) {
      if (!known) this.view.show(drawing, state.title)
      this.shown = page
    }
    if (this.ticker.set(state.ticker)) this.paintTicker()
    this.paintPages()
    this.meter.data(Date.now())
    this.listen(state.last_event_id)
  }

  private async showPage(): Promise<void> {
    const page = this.turner.page
    this.paintPages()
    let text = this.drawings.get(page)
    try {
      text = await this.fetchDrawing(page)
      this.drawings.set(page, text)
    } catch {
      // Without a line the page turns to what it was when last seen; its age stands below.
    }
    if (page !== this.turner.page) return
    if (text === undefined) {
      // Never seen: the page on the screen stays, and its number with it.
      this.turner.go(this.shown, Date.now())
      return this.paintPages()
    }
    try {
      this.view.show(parseDrawing(text), this.state?.title ?? '')
      this.shown = page
    } catch {
      this.due = true
    }
  }

  private async fetchDrawing(page: number): Promise<string> {
    const address = () =>
      chartAddress({
        campaign: this.options.campaign,
        surface: 'svg',
        audience: this.audience,
        page,
      })
    try {
      return await (await this.fetchOk(address())).text()
    } catch (error) {
      // A screen that is not (or no longer) logged in shows the public chart rather than nothing.
      const closed = error instanceof Refused && (error.status === 401 || error.status === 403)
      if (!closed || this.audience === 'open') throw error
      this.audience = 'open'
      return await (await this.fetchOk(address())).text()
    }
  }

  private async fetchOk(address: string): Promise<Response> {
    const stopper = new AbortController()
    const timer = setTimeout(() => stopper.abort(), kFetchMs)
    try {
      const response = await fetch(address, {
        cache: 'no-cache',
        headers: { 'Accept-Language': this.options.locale },
        signal: stopper.signal,
      })
      if (response.ok) return response
      const body: unknown = await response.json().catch(() => null)
      if (isProblem(body)) throw new Refused(response.status, body.detail)
      throw new Error(`status ${response.status}`)
    } finally {
      clearTimeout(timer)
    }
  }

  private listen(lastId: string): void {
    if (this.share) return
    this.share = new EventShare(
      this.options.campaign,
      {
        onEvent: (event) => this.hear(event),
        onSign: () => this.meter.sign(Date.now()),
        onReconnect: () => {
          this.again()
          void this.renewShell()
        },
      },
      { lastId },
    )
    this.share.start()
  }

  private hear(event: ServerEvent): void {
    this.meter.sign(Date.now())
    const forMe =
      ['published', 'corrected', 'reload'].includes(event.type) ||
      (event.type === 'changed' && this.audience === 'internal')
    if (forMe) this.again()
  }

  /** After a restart the server may bring a newer client: take it. */
  private async renewShell(): Promise<void> {
    if (!import.meta.env.PROD) return
    try {
      const page = await (await this.fetchOk(location.pathname)).text()
      const own = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map((one) =>
        one.getAttribute('src'),
      )
      const named = /<script[^>]+src="([^"]+)"/.exec(page)?.[1]
      if (named && !own.includes(named)) location.reload()
    } catch {
      // The next reconnection asks again.
    }
  }

  private readonly key = (event: KeyboardEvent): void => {
    const act = wallKey(event)
    if (!act) return
    event.preventDefault()
    const now = Date.now()
    switch (act.act) {
      case 'turn':
        this.turner.go(this.turner.page + act.by, now)
        void this.showPage()
        break
      case 'go':
        if (act.page > this.turner.pages) return
        this.turner.go(act.page, now)
        void this.showPage()
        break
      case 'hold':
        this.turner.toggleHold(now)
        this.paintPages()
        break
      case 'fullscreen':
        if (document.fullscreenElement) void document.exitFullscreen()
        else void document.documentElement.requestFullscreen?.().catch(() => undefined)
        break
      case 'print':
        window.open(
          chartAddress({
            campaign: this.options.campaign,
            surface: 'pdf',
            paper: 'a1',
            audience: this.audience,
          }),
          '_blank',
        )
    }
  }
}
