// Lets the page itself open without a line: a service worker keeps its files. Where there is none (plain http, an unknown
// certificate) the page works as long as it stays open.

export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return
  try {
    await navigator.serviceWorker.register('/phone_worker.js', { scope: '/m' })
    const { active } = await navigator.serviceWorker.ready
    const files = performance
      .getEntriesByType('resource')
      .map((entry) => new URL(entry.name))
      .filter((url) => url.origin === location.origin && url.pathname.startsWith('/assets/'))
    active?.postMessage(['/m', '/seal.svg', ...files.map((url) => url.pathname)])
  } catch {
    // Refused under a certificate that the browser does not trust; nothing else depends on it.
  }
}
