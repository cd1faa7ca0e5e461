// A record as a form: what each field is called, how it is typed, and what goes to the server.

/** A figure goes out as it was typed: what a quantity is, the server says. A pick is a choice among many, found by typing. */
export type FieldKind = 'text' | 'long' | 'day' | 'number' | 'figure' | 'flag' | 'choice' | 'pick'

export interface FormField {
  name: string
  label: string
  kind: FieldKind
  /** For a choice: value and text. */
  options?: readonly { value: string; text: string }[]
  /** Nothing may be chosen. */
  none?: boolean
  /** For a pick. */
  items?: readonly { id: string; name: string; post?: string }[]
  max?: number
  needed?: boolean
  readonly?: boolean
  /** Over the whole width. */
  wide?: boolean
  hint?: string
}

export type Values = Record<string, unknown>
/** All as texts; a flag is "1" or "". */
export type Draft = Record<string, string>

export function draftOf(fields: readonly FormField[], record: Values | null): Draft {
  const text = (value: unknown) =>
    value === true
      ? '1'
      : value === null || value === undefined || value === false
        ? ''
        : `${value}`
  return Object.fromEntries(fields.map((field) => [field.name, text(record?.[field.name])]))
}

/** What the server is sent for a field: numbers as numbers, flags as flags, an empty day, figure or choice as null. */
export function valueOf(field: FormField, typed: string): unknown {
  const text = typed.trim()
  if (field.kind === 'flag') return typed === '1'
  if (field.kind === 'number') return text === '' ? null : Number(text)
  const none = field.kind === 'choice' ? !hasEmpty(field) : !['text', 'long'].includes(field.kind)
  return text === '' && none ? null : text
}

const hasEmpty = (field: FormField) => field.options?.some((one) => one.value === '') ?? false

/** Of a new record all that was typed; of an old one what differs from it. */
export function bodyOf(fields: readonly FormField[], base: Draft | null, draft: Draft): Values {
  const body: Values = {}
  for (const field of fields) {
    if (field.readonly) continue
    const typed = draft[field.name]!
    if (base ? typed === base[field.name] : typed === '') continue
    body[field.name] = valueOf(field, typed)
  }
  return body
}

/** How a text of a draft reads. */
export function shownText(field: FormField | undefined, text: string): string {
  const option = field?.options?.find((one) => one.value === text)
  if (option) return option.text
  const item = field?.items?.find((one) => one.id === text)
  if (item) return item.name
  return field?.kind === 'flag' && text === '1' ? '✓' : text
}
