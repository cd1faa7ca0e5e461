// Keeps the files of the phone page, never an answer of the API: what a person may see is kept by the page itself, and cleared.
const store = 'zhantu-phone-1'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  if (!Array.isArray(event.data)) return
  event.waitUntil(
    keep(event.data.filter((path) => typeof path === 'string' && path.startsWith('/'))),
  )
})

async function keep(paths) {
  const cache = await caches.open(store)
  const wanted = new Set(paths.map((path) => new URL(path, self.location.origin).href))
  for (const request of await cache.keys())
    if (!wanted.has(request.url)) await cache.delete(request)
  await Promise.all([...wanted].map((url) => cache.add(url).catch(() => undefined)))
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/m')))
  else if (url.pathname.startsWith('/assets/') || url.pathname === '/seal.svg')
    event.respondWith(caches.match(request).then((found) => found ?? fetch(request)))
})
