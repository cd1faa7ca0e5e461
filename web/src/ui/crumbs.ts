// Where a page stands: the way to it and its own name. The desk shows the way above the page and the name in the title bar.
import { onBeforeUnmount, shallowRef, watchEffect } from 'vue'

export interface Crumb {
  text: string
  /** Without an address: the page itself. */
  to?: string
}

/** Outermost first; a frame and the page inside it each add their own. */
export const crumbs = shallowRef<readonly Crumb[]>([])
const parts = new Map<symbol, readonly Crumb[]>()
const show = () => (crumbs.value = [...parts.values()].flat())

/** The page's own crumbs; while it has none (still loading) it gives an empty list. */
export function useCrumbs(own: () => readonly Crumb[]): void {
  const id = Symbol('crumbs')
  watchEffect(
    () => {
      parts.set(id, own())
      show()
    },
    { flush: 'sync' },
  )
  onBeforeUnmount(() => {
    parts.delete(id)
    show()
  })
}
