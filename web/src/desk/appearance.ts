// How the desk looks on this device: colours by day or by night, size of type, and how much room that leaves. All three stand
// as attributes and classes of <html>; theme.css and the pages read them there.
import { ref, watchEffect } from 'vue'

export const kThemes = ['auto', 'light', 'dark'] as const
export const kTypes = ['normal', 'large', 'largest'] as const
export type Theme = (typeof kThemes)[number]
export type TypeSize = (typeof kTypes)[number]

const kThemeStore = 'zhantu.theme'
const kTypeStore = 'zhantu.type'
/** Least widths in the desk's own type size: what is narrower loses a column, then becomes a phone. */
const kRooms = { mid: 81.25, narrow: 68.75, phone: 45 }

function stored<T extends string>(key: string, known: readonly T[]): T {
  try {
    const text = localStorage.getItem(key)
    return known.find((one) => one === text) ?? known[0]!
  } catch {
    return known[0]!
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // The choice then lasts until the page is closed.
  }
}

export const theme = ref<Theme>('auto')
export const typeSize = ref<TypeSize>('normal')

export function chooseTheme(next: Theme): void {
  theme.value = next
  remember(kThemeStore, next)
}
export function chooseType(next: TypeSize): void {
  typeSize.value = next
  remember(kTypeStore, next)
}

function measureRoom(): void {
  const root = document.documentElement
  const em = Number.parseFloat(getComputedStyle(root).fontSize) || 16
  const room = window.innerWidth / em
  for (const [name, least] of Object.entries(kRooms)) root.classList.toggle(name, room < least)
}

/** Call once, before the first page is drawn. */
export function startAppearance(): void {
  theme.value = stored(kThemeStore, kThemes)
  typeSize.value = stored(kTypeStore, kTypes)
  const night = window.matchMedia?.('(prefers-color-scheme: dark)')
  const systemDark = ref(night?.matches ?? false)
  night?.addEventListener('change', () => (systemDark.value = night.matches))
  watchEffect(
    () => {
      const root = document.documentElement
      const dark = theme.value === 'dark' || (theme.value === 'auto' && systemDark.value)
      root.dataset.theme = dark ? 'dark' : 'light'
      // What Element Plus looks for.
      root.classList.toggle('dark', dark)
      root.dataset.type = typeSize.value
      measureRoom()
    },
    { flush: 'sync' },
  )
  window.addEventListener('resize', measureRoom)
}
