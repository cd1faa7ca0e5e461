import { createPinia, setActivePinia } from 'pinia'
import { mount } from '@vue/test-utils'
import { defineComponent, nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { expect, it } from 'vitest'
import { useSession } from '@/features/session/session_store'
import { i18n } from '@/i18n'
import type { Session } from '@/api/types'
import App from './App.vue'

const session = (tenure: string): Session => ({
  login: 'qin',
  name: '秦书远',
  system_administrator: false,
  office: '',
  password_change_required: false,
  tenure: { id: tenure, unit: '督考办公室', post: '主任' },
  tenures: [],
  campaigns: [],
  expires_at: '2026-10-09T12:00:00Z',
})

it('a session that ends leaves the page and what is typed into it; another post opens it anew', async () => {
  const pinia = createPinia()
  setActivePinia(pinia)
  const store = useSession()
  store.session = session('11')
  store.known = true
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', component: defineComponent({ template: '<textarea class="typed" />' }) }],
  })
  await router.push('/')
  const wrapper = mount(App, { global: { plugins: [pinia, i18n, router] } })
  await nextTick()
  const typed = () => wrapper.find<HTMLTextAreaElement>('textarea.typed').element.value
  await wrapper.find('textarea.typed').setValue('打了一半')
  store.forget()
  await nextTick()
  expect(wrapper.text()).toContain('登录已失效，页面上的内容还在。')
  expect(typed()).toBe('打了一半')
  store.session = session('12')
  await nextTick()
  expect(typed()).toBe('')
})
