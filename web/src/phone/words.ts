// The words of the phone, out of the same tables as the desk's but without its machinery.
import { action as enAction, card as enCard, phone as en } from '../../locales/en.json'
import { action as hansAction, card as hansCard, phone as hans } from '../../locales/zh-Hans.json'
import { action as hantAction, card as hantCard, phone as hant } from '../../locales/zh-Hant.json'
import { wantedLocale, type LocaleName } from '@/i18n/choice'

type Table = Record<string, Record<string, unknown>>
const tables: Record<LocaleName, Table> = {
  'zh-Hans': { phone: hans, card: hansCard, action: hansAction },
  'zh-Hant': { phone: hant, card: hantCard, action: hantAction },
  en: { phone: en, card: enCard, action: enAction },
}

export const locale = wantedLocale()

/** The text of "phone.title" in the reader's language, its places filled. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const [group = '', name = ''] = key.split('.')
  const text = tables[locale][group]?.[name]
  return String(text ?? key).replace(/\{(\w+)\}/g, (_whole, hole: string) =>
    String(values[hole] ?? ''),
  )
}
