// The desk's keys: "/" search, N new, J and K rows, Enter open, Ctrl+S save, "?" help. Keys are ignored while an input method composes
// and, except for Ctrl+S, while the user types into a field.
import { onBeforeUnmount, onMounted } from 'vue'

export interface Keys {
  search?: () => void
  create?: () => void
  down?: () => void
  up?: () => void
  open?: () => void
  save?: () => void
  help?: () => void
}

const kTyping = 'input, textarea, select, [contenteditable="true"]'
// Enter belongs to whatever has the focus if that does something with it.
const kActive = 'a[href], button, summary, [role="button"], [role="tab"], [role="option"]'

/** keyCode 229 is what older browsers send for keys that the input method swallows. */
const composing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229

export function keyAct(event: KeyboardEvent): keyof Keys | null {
  if (composing(event) || event.defaultPrevented) return null
  const target = event.target instanceof Element ? event.target : null
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's')
    return 'save'
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (target?.closest(kTyping) || target?.closest('dialog')) return null
  switch (event.key) {
    case '/':
      return 'search'
    case 'n':
    case 'N':
      return 'create'
    case 'j':
    case 'J':
      return 'down'
    case 'k':
    case 'K':
      return 'up'
    case 'Enter':
      return target?.closest(kActive) ? null : 'open'
    case '?':
    case '？':
      return 'help'
    default:
      return null
  }
}

export function useKeys(keys: Keys): void {
  const listen = (event: KeyboardEvent) => {
    const act = keyAct(event)
    const run = act && keys[act]
    if (!run) return
    event.preventDefault()
    run()
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onBeforeUnmount(() => window.removeEventListener('keydown', listen))
}

/** The digits 0 to 9, outside of fields and dialogs. */
export function useDigits(pick: (digit: number) => void): void {
  const listen = (event: KeyboardEvent) => {
    if (composing(event) || event.defaultPrevented || !/^[0-9]$/.test(event.key)) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target instanceof Element ? event.target : null
    // A radio button is a field to which digits mean nothing.
    const typing = target?.closest(kTyping)
    if ((typing && !typing.matches('input[type="radio"]')) || target?.closest('dialog')) return
    event.preventDefault()
    pick(Number(event.key))
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onBeforeUnmount(() => window.removeEventListener('keydown', listen))
}
