// J and K move through the rows of a table, Enter opens the row: the address that `open` answers, or what it does itself.
import { nextTick, ref, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { useKeys, type Keys } from './keyboard'

export function useRowKeys<T>(
  items: Ref<readonly T[]>,
  open: (item: T) => string | void,
  more: Keys = {},
): { current: Ref<number> } {
  const router = useRouter()
  const current = ref(-1)
  async function move(by: number): Promise<void> {
    if (!items.value.length) return
    current.value = Math.max(0, Math.min(items.value.length - 1, current.value + by))
    await nextTick()
    document.querySelector('tr.current')?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    ...more,
    down: () => void move(1),
    up: () => void move(-1),
    open: () => {
      const item = items.value[current.value]
      const place = item && open(item)
      if (place) void router.push(place)
    },
  })
  return { current }
}
