import { wantedLocale } from '@/i18n/choice'
import { WallShell } from './shell'
import './wall.css'
import { wordsFor } from './words'

const locale = wantedLocale()
const say = wordsFor(locale)
document.documentElement.lang = locale
document.title = say('title')

const query = new URLSearchParams(location.search)
const root = document.querySelector<HTMLElement>('#wall')!
root.setAttribute('aria-label', say('stage'))

new WallShell(root, {
  campaign: /\/wall\/([1-9]\d{0,18})/.exec(location.pathname)?.[1] ?? '0',
  audience: query.get('audience') === 'internal' ? 'internal' : 'open',
  page: Number(query.get('page') ?? 1),
  locale,
  say,
}).start()

// The pointer hides when nobody moves it.
let pointer: ReturnType<typeof setTimeout> | undefined
window.addEventListener('pointermove', () => {
  root.classList.remove('still')
  clearTimeout(pointer)
  pointer = setTimeout(() => root.classList.add('still'), 3_000)
})

// A kiosk's display must not sleep; where the browser cannot promise that, the machine's own settings must.
async function stayAwake(): Promise<void> {
  if (document.visibilityState !== 'visible') return
  try {
    await navigator.wakeLock?.request('screen')
  } catch {
    // Low battery or no right: nothing that the shell could do.
  }
}
document.addEventListener('visibilitychange', () => void stayAwake())
void stayAwake()
