// A list that the server searches and pages: what is typed is asked for after a moment, a late answer never replaces a newer one.
import { onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { asFailure, type Failure } from '@/api/failure'

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface Paged<T> {
  q: Ref<string>
  items: ShallowRef<T[]>
  /** Key of the next page, null on the last one. */
  next: Ref<string | null>
  ready: Ref<boolean>
  loading: Ref<boolean>
  failure: ShallowRef<Failure | null>
  load: () => Promise<void>
  more: () => Promise<void>
}

export interface PageQuery {
  q: string
  limit: number
  after?: string
}

export function usePaged<T>(
  fetchPage: (query: PageQuery) => Promise<Page<T>>,
  searched = '',
): Paged<T> {
  const q = ref(searched)
  const items = shallowRef<T[]>([])
  const next = ref<string | null>(null)
  const ready = ref(false)
  const loading = ref(false)
  const failure = shallowRef<Failure | null>(null)
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(after: string | null): Promise<void> {
    const mine = ++latest
    loading.value = true
    try {
      const page = await fetchPage({ q: q.value.trim(), limit: 50, ...(after ? { after } : {}) })
      if (mine !== latest) return
      items.value = after ? [...items.value, ...page.items] : page.items
      next.value = page.next
      ready.value = true
      failure.value = null
    } catch (error) {
      if (mine === latest) failure.value = asFailure(error)
    } finally {
      if (mine === latest) loading.value = false
    }
  }
  watch(q, () => {
    clearTimeout(timer)
    timer = setTimeout(() => ask(null), 200)
  })
  onMounted(() => ask(null))
  const load = () => ask(null)
  return { q, items, next, ready, loading, failure, load, more: () => ask(next.value) }
}
