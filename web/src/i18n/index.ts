// Languages of the interface. zh-Hans is the source and always loaded; the others come when they are chosen.
// Messages are compiled at run time without eval (the default of vue-i18n since 10), so a strict content policy holds.
import { createI18n } from 'vue-i18n'
import source from '../../locales/zh-Hans.json'
import { speak } from '@/api/client'
import { kLocales, rememberLocale, wantedLocale, type LocaleName } from './choice'

export { kLocales, type LocaleName }

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-Hans' as string,
  fallbackLocale: 'zh-Hans',
  messages: { 'zh-Hans': source } as Record<string, typeof source>,
})

const loaders: Record<LocaleName, () => Promise<typeof source>> = {
  'zh-Hans': async () => source,
  'zh-Hant': async () => (await import('../../locales/zh-Hant.json')).default,
  en: async () => (await import('../../locales/en.json')).default,
}

export async function useLocale(locale: LocaleName): Promise<void> {
  i18n.global.setLocaleMessage(locale, await loaders[locale]())
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  speak(locale)
}

export async function startLocale(): Promise<void> {
  await useLocale(wantedLocale())
}

export async function chooseLocale(locale: LocaleName): Promise<void> {
  await useLocale(locale)
  rememberLocale(locale)
}
