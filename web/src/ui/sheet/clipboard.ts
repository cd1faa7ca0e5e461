// Text for the clipboard. Over plain http the browser's clipboard is dead; a field that is chosen and copied still works there.
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text)
      return true
    }
  } catch {
    // Refused by the browser or the person: the old way is tried.
  }
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'visually-hidden'
  document.body.append(field)
  const before = document.activeElement as HTMLElement | null
  field.select()
  const did = document.execCommand?.('copy') ?? false
  field.remove()
  before?.focus()
  return did
}
