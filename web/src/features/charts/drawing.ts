// A drawing as it is looked at: asked for by fetch first, so that a refusal comes with its sentence; the <img> then finds the
// answer in the cache.
import { ref, shallowRef } from 'vue'
import { asFailure, Failure, isProblem } from '@/api/failure'

export function useDrawing() {
  const picture = ref('')
  const pages = ref(1)
  const revision = ref('')
  /** Number of strips; null on other drawings. */
  const strips = ref<number | null>(null)
  const loading = ref(false)
  const failure = shallowRef<Failure | null>(null)
  let latest = 0

  async function show(address: string, locale: string): Promise<void> {
    const mine = ++latest
    loading.value = true
    try {
      const response = await fetch(address, { headers: { 'Accept-Language': locale } })
      if (!response.ok) {
        const body: unknown = await response.json().catch(() => null)
        if (isProblem(body)) throw new Failure('refused', response.status, body)
        throw new Failure('broken', response.status, null)
      }
      if (mine !== latest) return
      pages.value = Number(response.headers.get('X-Chart-Pages')) || 1
      revision.value = response.headers.get('X-Chart-Revision') ?? ''
      const counted = response.headers.get('X-Chart-Strips')
      strips.value = counted === null ? null : Number(counted)
      picture.value = address
      failure.value = null
    } catch (error) {
      if (mine === latest) failure.value = asFailure(error)
    } finally {
      if (mine === latest) loading.value = false
    }
  }
  return { picture, pages, revision, strips, loading, failure, show }
}
