import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { expect, it, vi } from 'vitest'
import { Failure } from '@/api/failure'
import { i18n } from '@/i18n'
import { crumbs, useCrumbs } from './crumbs'
import PageState from './PageState.vue'

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:rest(.*)*', component: { template: '<i />' } }],
})
function state(props: { ready: boolean; failure: Failure | null; at?: number | null }) {
  return mount(PageState, {
    props,
    slots: { default: '<p class="page-content">内容</p>' },
    global: { plugins: [i18n, router] },
  })
}
const refused = (status: number) =>
  new Failure('refused', status, {
    type: 'x',
    title: 'x',
    status,
    word: 'x',
    detail: '这是服务器的话。',
    request_id: 'r-9',
  })

it('waits quietly, then shows that it waits', async () => {
  vi.useFakeTimers()
  const wrapper = state({ ready: false, failure: null })
  expect(wrapper.find('.waiting.slow').exists()).toBe(false)
  vi.advanceTimersByTime(250)
  await nextTick()
  expect(wrapper.find('.waiting.slow').exists()).toBe(true)
  vi.useRealTimers()
})

it('says who may not see a page in the words of the server, with the way on and the number to quote', () => {
  const text = state({ ready: false, failure: refused(403) }).text()
  expect(text).toContain('这是服务器的话。')
  expect(text).toContain('回到工作台')
  expect(text).toContain('r-9')
})

it('keeps the old content with its age when only the renewal failed, and tries again when the line is back', () => {
  const wrapper = state({
    ready: true,
    failure: new Failure('network', 0, null),
    at: 1_760_000_000_000,
  })
  expect(wrapper.find('.page-content').exists()).toBe(true)
  expect(wrapper.find('.age').text()).toMatch(/\d\d:\d\d/)
  window.dispatchEvent(new Event('online'))
  expect(wrapper.emitted('retry')).toHaveLength(1)
})

it('crumbs of a frame and its page stand in order and go with the page', () => {
  const page = (text: string) => ({ setup: () => useCrumbs(() => [{ text }]), template: '<i />' })
  const frame = mount(page('行动'))
  const inner = mount(page('项目'))
  expect(crumbs.value.map((one) => one.text)).toEqual(['行动', '项目'])
  inner.unmount()
  expect(crumbs.value.map((one) => one.text)).toEqual(['行动'])
  frame.unmount()
  expect(crumbs.value).toEqual([])
})
