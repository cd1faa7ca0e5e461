// What was typed and not yet saved survives a lost line, an expired session and a reload: it is kept for this tab.
import { reactive, shallowRef, watch } from 'vue'

const kPrefix = 'zhantu.draft.'
const kOwner = 'zhantu.draft-owner'

function read<T extends object>(name: string): Partial<T> | null {
  try {
    const text = sessionStorage.getItem(kPrefix + name)
    return text ? (JSON.parse(text) as Partial<T>) : null
  } catch {
    return null
  }
}

function keep(name: string, value: object): void {
  try {
    sessionStorage.setItem(kPrefix + name, JSON.stringify(value))
  } catch {
    // Storage full or switched off: the page itself still holds the text.
  }
}

function drop(name: string): void {
  try {
    sessionStorage.removeItem(kPrefix + name)
  } catch {
    // Nothing was kept.
  }
}

/** Drafts belong to one person: whoever logs in after somebody else on the same tab finds none. */
export function ownDrafts(login: string): void {
  try {
    if (sessionStorage.getItem(kOwner) === login) return
    const kept = Object.keys(sessionStorage).filter((key) => key.startsWith(kPrefix))
    for (const key of kept) sessionStorage.removeItem(key)
    sessionStorage.setItem(kOwner, login)
  } catch {
    // Without storage there are no drafts.
  }
}

export interface Draft<T extends object> {
  draft: T
  /** Something differs from what the server has. */
  dirty: () => boolean
  /** The server has it now. */
  forget: () => void
  /** Fields that were not touched follow a newer answer of the server. */
  rebase: (saved: T) => void
}

export function useDraft<T extends Record<string, string>>(name: string, saved: T): Draft<T> {
  const base = shallowRef<T>({ ...saved })
  const draft = reactive<Record<string, string>>({ ...saved, ...read<T>(name) })
  const dirty = () => Object.keys(base.value).some((field) => draft[field] !== base.value[field])
  watch(draft, () => (dirty() ? keep(name, draft) : drop(name)))

  return {
    draft: draft as T,
    dirty,
    forget() {
      base.value = { ...(draft as T) }
      drop(name)
    },
    rebase(fresh) {
      for (const field of Object.keys(base.value)) {
        if (draft[field] === base.value[field]) draft[field] = fresh[field]!
      }
      base.value = { ...fresh }
    },
  }
}
