// The ticker steps from fact to fact and never crawls: what stands there can be read at leisure.
import type { WallState } from '@/api/types'

export type Fact = WallState['ticker'][number]
export const kStepMs = 6_000

export class Ticker {
  private facts: readonly Fact[] = []
  private at = 0
  private shown = 1
  private steppedAt = 0

  /** New facts; a list that says the same keeps its place. */
  set(facts: readonly Fact[]): boolean {
    if (JSON.stringify(facts) === JSON.stringify(this.facts)) return false
    this.facts = facts
    this.at = 0
    this.shown = 1
    return true
  }

  /** The facts from the present one on, once round; the view shows as many as fit whole and says how many it showed. */
  upcoming(): Fact[] {
    return [...this.facts.slice(this.at), ...this.facts.slice(0, this.at)]
  }

  showed(count: number): void {
    this.shown = Math.max(1, Math.min(count, this.facts.length || 1))
  }

  /** Whether the view must be drawn anew. */
  tick(now: number): boolean {
    if (this.steppedAt === 0) this.steppedAt = now
    if (now - this.steppedAt < kStepMs) return false
    this.steppedAt = now
    if (this.facts.length <= this.shown) return false
    this.at = (this.at + this.shown) % this.facts.length
    return true
  }
}
