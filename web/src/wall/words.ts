// The few words of the wall's shell, out of the same tables as the desk's but without its machinery.
import { wall as en } from '../../locales/en.json'
import { wall as zhHans } from '../../locales/zh-Hans.json'
import { wall as zhHant } from '../../locales/zh-Hant.json'
import type { LocaleName } from '@/i18n/choice'

export type WallWord = keyof typeof zhHans
export type Say = (word: WallWord, values?: Record<string, string | number>) => string

const tables: Record<LocaleName, Record<WallWord, string>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
}

export function wordsFor(locale: LocaleName): Say {
  return (word, values = {}) =>
    tables[locale][word].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''))
}

/** An instant as the clock of a place shows it, `minutes` ahead of UTC, wherever this screen stands. */
export function atPlace(ms: number, minutes: number): Date {
  return new Date(ms + (minutes + new Date(ms).getTimezoneOffset()) * 60_000)
}

const two = (n: number) => String(n).padStart(2, '0')

export function hourText(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

export function dateText(date: Date, say: Say): string {
  return say('day', {
    month: date.getMonth() + 1,
    day: date.getDate(),
    weekday: say('weekdays').split(' ')[date.getDay()] ?? '',
  })
}
