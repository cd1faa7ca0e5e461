import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { usePaged, type Page, type Paged } from './paged'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('a page follows the one before, and a late answer never replaces a newer one', async () => {
  const asked: { q: string; after?: string }[] = []
  const answers: ((page: Page<string>) => void)[] = []
  let paged!: Paged<string>
  const wrapper = mount(
    defineComponent({
      setup() {
        paged = usePaged<string>((query) => {
          asked.push(query)
          return new Promise((done) => answers.push(done))
        })
        return () => h('i')
      },
    }),
  )
  answers[0]!({ items: ['1', '2'], next: '2' })
  await flushPromises()
  expect([paged.items.value, paged.next.value, paged.ready.value]).toEqual([['1', '2'], '2', true])
  void paged.more()
  answers[1]!({ items: ['3'], next: null })
  await flushPromises()
  expect(paged.items.value).toEqual(['1', '2', '3'])
  paged.q.value = '甲'
  await vi.advanceTimersByTimeAsync(300)
  paged.q.value = '甲乙'
  await vi.advanceTimersByTimeAsync(300)
  answers[3]!({ items: ['new'], next: null })
  answers[2]!({ items: ['late'], next: null })
  await flushPromises()
  expect(paged.items.value).toEqual(['new'])
  expect(asked.map(({ q, after }) => [q, after])).toEqual([
    ['', undefined],
    ['', '2'],
    ['甲', undefined],
    ['甲乙', undefined],
  ])
  wrapper.unmount()
})
