// A record as a form: what each field is called, how it is typed, and what goes to the server.

export type FieldKind = 'text' | 'long' | 'day' | 'number' | 'flag' | 'choice'

export interface FormField {
  name: string
  label: string
  kind: FieldKind
  /** For a choice: value and text. */
  options?: readonly { value: string; text: string }[]
  max?: number
  needed?: boolean
  readonly?: boolean
  hint?: string
}

export type Values = Record<string, unknown>
export type Draft = Record<string, string | boolean>

export function draftOf(fields: readonly FormField[], record: Values | null): Draft {
  const draft: Draft = {}
  for (const field of fields) {
    const value = record?.[field.name]
    if (field.kind === 'flag') draft[field.name] = value === true
    else draft[field.name] = value === null || value === undefined ? '' : String(value)
  }
  return draft
}

/** What the server is sent for a field: numbers as numbers, an empty day or choice as null. */
export function valueOf(field: FormField, typed: string | boolean): unknown {
  if (typeof typed === 'boolean') return typed
  const text = typed.trim()
  if (field.kind === 'number') return text === '' ? null : Number(text)
  if (field.kind === 'day') return text === '' ? null : text
  if (field.kind === 'choice') return text === '' && !hasEmpty(field) ? null : text
  return text
}

const hasEmpty = (field: FormField) => field.options?.some((one) => one.value === '') ?? false

/** Of a new record all that was typed; of an old one what differs from it. */
export function bodyOf(fields: readonly FormField[], base: Draft | null, draft: Draft): Values {
  const body: Values = {}
  for (const field of fields) {
    if (field.readonly) continue
    const typed = draft[field.name]!
    if (base ? typed === base[field.name] : typed === '' || typed === false) continue
    body[field.name] = valueOf(field, typed)
  }
  return body
}
