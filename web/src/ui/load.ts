// Something fetched for a page: its value and when it came, whether it is under way, and what went wrong. A failed reload keeps
// the old value, so that the page can show it with its age.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asFailure, type Failure } from '@/api/failure'

export interface Loaded<T> {
  value: ShallowRef<T | null>
  /** When the value came, in milliseconds. */
  at: Ref<number | null>
  failure: ShallowRef<Failure | null>
  loading: Ref<boolean>
  load: () => Promise<void>
}

export function useLoad<T>(fetchIt: () => Promise<T>): Loaded<T> {
  const value = shallowRef<T | null>(null) as ShallowRef<T | null>
  const at = ref<number | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const loading = ref(false)
  let latest = 0

  async function load(): Promise<void> {
    const mine = ++latest
    loading.value = true
    try {
      const answer = await fetchIt()
      if (mine !== latest) return
      value.value = answer
      at.value = Date.now()
      failure.value = null
    } catch (error) {
      if (mine === latest) failure.value = asFailure(error)
    } finally {
      if (mine === latest) loading.value = false
    }
  }
  return { value, at, failure, loading, load }
}
