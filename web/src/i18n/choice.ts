// Which language the user wants: the one chosen before, else the browser's. Shared by desk and wall.
export const kLocales = ['zh-Hans', 'zh-Hant', 'en'] as const
export type LocaleName = (typeof kLocales)[number]

const kStore = 'zhantu.locale'

export function localeFor(tags: readonly string[]): LocaleName {
  for (const tag of tags) {
    const lower = tag.toLowerCase()
    if (/^zh-(hant|tw|hk|mo)/.test(lower)) return 'zh-Hant'
    if (lower.startsWith('zh')) return 'zh-Hans'
    if (lower.startsWith('en')) return 'en'
  }
  return 'zh-Hans'
}

export function wantedLocale(): LocaleName {
  let stored: string | null = null
  try {
    stored = localStorage.getItem(kStore)
  } catch {
    // Storage may be switched off; then the browser's languages decide.
  }
  const known = kLocales.find((name) => name === stored)
  return known ?? localeFor(navigator.languages ?? [])
}

export function rememberLocale(locale: LocaleName): void {
  try {
    localStorage.setItem(kStore, locale)
  } catch {
    // The choice then lasts until the page is closed.
  }
}
