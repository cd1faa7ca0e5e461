// J and K move through the rows of a table, Enter opens the row's project.
import { nextTick, ref, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { useKeys } from '@/ui/keyboard'

export function useRowKeys<T>(items: Ref<readonly T[]>, placeOf: (item: T) => string) {
  const router = useRouter()
  const current = ref(-1)
  async function move(by: number): Promise<void> {
    if (!items.value.length) return
    current.value = Math.max(0, Math.min(items.value.length - 1, current.value + by))
    await nextTick()
    document.querySelector('tr.current')?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    down: () => void move(1),
    up: () => void move(-1),
    open: () => {
      const item = items.value[current.value]
      if (item) void router.push(placeOf(item))
    },
  })
  return { current }
}
