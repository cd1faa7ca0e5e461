// The journal as the server tells it, and the words for what it names.
import { useI18n } from 'vue-i18n'
import { api, ask } from '@/api/client'
import type { components } from '@/api/schema.generated'
import { instantText, periodText, quantityText } from '@/ui/format'

type Schemas = components['schemas']
export type JournalChange = Schemas['JournalChange']
export type JournalRecord = JournalChange['records'][number]
export type JournalField = JournalRecord['fields'][number]

/** What an entry has to fit; "" lets everything through. */
export interface JournalFilter {
  kind: string
  record: string
  by: string
  from: string
  until: string
}

export function readJournal(filter: JournalFilter, page: { limit: number; after?: string }) {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))
  const query = { ...given, limit: page.limit, ...(page.after ? { after: page.after } : {}) }
  return ask(api.GET('/api/v1/journal/changes', { params: { query } }))
}

export function readHistory(project: string, page: { limit: number; after?: string }) {
  const query = { limit: page.limit, ...(page.after ? { after: page.after } : {}) }
  const params = { path: { project }, query }
  return ask(api.GET('/api/v1/projects/{project}/history', { params }))
}

export function useJournalWords() {
  const { t, te, locale } = useI18n()
  const named = (key: string, name: string) => (te(key) ? t(key) : name)
  const word = {
    verb: (name: string) => named(`journal_verb.${name}`, name),
    kind: (name: string) => named(`journal_kind.${name}`, name),
    field: (name: string) => named(`journal_field.${name}`, name),
  }

  function value(field: JournalField, text: string): string {
    if (text === '') return ''
    switch (field.kind) {
      case 'flag':
        return text === '1' ? t('journal.yes') : t('journal.no')
      case 'instant':
        return instantText(text, locale.value)
      case 'money_wan':
        return t('journal.wan', { n: quantityText(text) })
      case 'quantity':
        return quantityText(text)
      case 'period':
        return `${text.slice(0, 4)} ${periodText(text, t)}`
      case 'word': {
        const key = [`verdict.${text}`, `card.${text}`].find((one) => te(one))
        return key ? t(key) : text
      }
      default:
        return text
    }
  }
  return { word, value }
}
