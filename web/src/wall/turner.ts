// Pages turn by themselves every 25 s; a meeting can hold one; a key turns at once and starts the count anew.
export const kTurnMs = 25_000

export class PageTurner {
  page: number
  pages = 1
  held = false
  private turnedAt = 0

  constructor(first: number) {
    this.page = Math.max(1, Math.trunc(first) || 1)
  }

  setPages(pages: number): void {
    this.pages = Math.max(1, pages)
    if (this.page > this.pages) this.page = 1
  }

  /** Whether the page has turned. */
  tick(now: number): boolean {
    if (this.turnedAt === 0) this.turnedAt = now
    if (this.held || this.pages < 2 || now - this.turnedAt < kTurnMs) return false
    this.go(this.page + 1, now)
    return true
  }

  /** Beyond the last comes the first. */
  go(page: number, now: number): void {
    this.turnedAt = now
    this.page = ((((page - 1) % this.pages) + this.pages) % this.pages) + 1
  }

  toggleHold(now: number): void {
    this.held = !this.held
    this.turnedAt = now
  }

  /** 0 to 1: how much of the page's time has passed. */
  share(now: number): number {
    if (this.held || this.pages < 2 || this.turnedAt === 0) return 0
    return Math.min(1, (now - this.turnedAt) / kTurnMs)
  }
}

export type WallAct =
  | { act: 'turn'; by: 1 | -1 }
  | { act: 'go'; page: number }
  | { act: 'hold' }
  | { act: 'fullscreen' }
  | { act: 'print' }

export function wallKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>,
): WallAct | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
  if (/^[1-9]$/.test(event.key)) return { act: 'go', page: Number(event.key) }
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowDown':
    case 'PageDown':
      return { act: 'turn', by: 1 }
    case 'ArrowLeft':
    case 'ArrowUp':
    case 'PageUp':
      return { act: 'turn', by: -1 }
    case ' ':
      return { act: 'hold' }
    case 'f':
    case 'F':
      return { act: 'fullscreen' }
    case 'p':
    case 'P':
      return { act: 'print' }
    default:
      return null
  }
}
