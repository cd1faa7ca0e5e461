// The wall's page: the drawing and what lies over it, in the drawing's own 1920 x 1080 coordinates (see wall.css).
import type { Liveness } from '@/live/liveness'
import type { Fact } from './ticker'
import { dateText, hourText, type Say } from './words'

const kFadeMs = 700

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string, parent: Element) {
  const element = document.createElement(tag)
  element.className = name
  parent.append(element)
  return element
}

export class WallView {
  private readonly heading: HTMLElement
  private readonly stage: HTMLElement
  private readonly drawings: HTMLElement
  private readonly hour: HTMLElement
  private readonly day: HTMLElement
  private readonly ticker: HTMLElement
  private readonly pageText: HTMLElement
  private readonly pageBar: HTMLElement
  private readonly live: HTMLElement
  private readonly liveText: HTMLElement
  private readonly notice: HTMLElement

  constructor(
    root: HTMLElement,
    private readonly say: Say,
  ) {
    root.replaceChildren()
    this.heading = make('h1', 'visually-hidden', root)
    this.heading.textContent = say('stage')
    this.stage = make('div', 'stage', root)
    this.drawings = make('div', 'drawings', this.stage)
    const clock = make('div', 'clock', this.stage)
    this.hour = make('div', 'hour', clock)
    this.day = make('div', 'day', clock)
    this.ticker = make('ul', 'ticker', this.stage)
    const foot = make('div', 'foot', this.stage)
    const pages = make('div', 'pages', foot)
    this.pageText = make('span', 'page-text', pages)
    this.pageBar = make('i', 'page-bar', pages)
    this.live = make('div', 'live connecting', foot)
    make('i', 'lamp', this.live)
    this.liveText = make('span', 'live-text', this.live)
    this.notice = make('p', 'notice', this.stage)
    this.notice.setAttribute('role', 'status')
    this.notice.textContent = say('connecting')
  }

  get hasDrawing(): boolean {
    return this.drawings.childElementCount > 0
  }

  /** Fades the new drawing in over the old one; the old one goes only then, so the wall is never blank. */
  show(drawing: SVGSVGElement, title: string): void {
    const layer = document.createElement('div')
    layer.className = 'drawing'
    // Links inside make it a group; its own title would only hover over everything.
    drawing.setAttribute('role', drawing.querySelector('a') ? 'group' : 'img')
    drawing.querySelector(':scope > title')?.remove()
    for (const link of drawing.querySelectorAll('a')) nameByItsText(link)
    this.heading.textContent = title
    drawing.setAttribute('aria-label', title)
    drawing.setAttribute('preserveAspectRatio', 'xMidYMid meet')
    drawing.removeAttribute('width')
    drawing.removeAttribute('height')
    layer.append(drawing)
    const old = [...this.drawings.children]
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    if (old.length === 0 || still) {
      this.drawings.replaceChildren(layer)
    } else {
      layer.classList.add('entering')
      this.drawings.append(layer)
      requestAnimationFrame(() => requestAnimationFrame(() => layer.classList.remove('entering')))
      setTimeout(() => old.forEach((one) => one.remove()), kFadeMs)
    }
    this.notice.hidden = true
    this.stage.classList.add('drawn')
  }

  tell(text: string): void {
    if (this.hasDrawing) return
    this.notice.hidden = false
    this.notice.textContent = text
  }

  setClock(now: Date): void {
    put(this.hour, hourText(now))
    put(this.day, dateText(now, this.say))
  }

  setPages(page: number, pages: number, held: boolean, share: number): void {
    put(
      this.pageText,
      this.say('page', { n: page, all: pages }) + (held ? ` · ${this.say('held')}` : ''),
    )
    this.pageBar.hidden = pages < 2 || held
    // In whole percents, so that a still page is not painted anew without need.
    this.pageBar.style.setProperty('--share', `${Math.round(share * 100)}%`)
  }

  /** `placeTime`: an instant of this machine as the wall's clock shows it. */
  setLiveness(liveness: Liveness, placeTime: (ms: number) => Date): void {
    this.live.className = `live ${liveness.state}`
    if (liveness.state === 'live') put(this.liveText, this.say('live', { n: liveness.seconds }))
    else if (liveness.state === 'stale')
      put(this.liveText, this.say('stale', { at: hourText(placeTime(liveness.dataAt)) }))
    else put(this.liveText, this.say('connecting'))
  }

  /** Draws as many facts as fit whole and returns their number. */
  setTicker(facts: readonly Fact[]): number {
    this.ticker.replaceChildren()
    let shown = 0
    for (const fact of facts) {
      const line = make('li', 'fact', this.ticker)
      make('span', 'time', line).textContent = fact.time
      make('span', 'text', line).textContent = fact.text
      make('span', 'source', line).textContent = fact.source
      if (this.ticker.scrollWidth > this.ticker.clientWidth + 1) {
        if (shown > 0) {
          line.remove()
          break
        }
        line.classList.add('long')
        return 1
      }
      shown += 1
    }
    return Math.max(1, shown)
  }
}

/** A link is called what it shows, so that who speaks to the screen can say what they see. */
function nameByItsText(link: Element): void {
  const text = (link.textContent ?? '').replace(/\s+/g, ' ').trim()
  const name = link.getAttribute('aria-label') ?? ''
  if (text !== '' && !name.includes(text)) link.setAttribute('aria-label', text)
}

function put(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
