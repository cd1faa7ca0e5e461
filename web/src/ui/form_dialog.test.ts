import { afterEach, expect, it, vi } from 'vitest'
import { Failure } from '@/api/failure'
import { flushPromises, mountPage } from '@/testing/mount'
import FormDialog from './FormDialog.vue'
import { copyText } from './sheet/clipboard'

afterEach(() => (document.body.innerHTML = ''))

async function dialog(props: Record<string, unknown> = {}) {
  const { wrapper } = await mountPage(FormDialog, {
    modelValue: true,
    title: '修改',
    act: '保存',
    ...props,
  })
  await flushPromises()
  return wrapper
}

it('the act goes by its button, by Enter in the form and by Ctrl+S, and only when it is ready', async () => {
  const wrapper = await dialog()
  await wrapper.find('form').trigger('submit')
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true }))
  expect(wrapper.emitted('act')).toHaveLength(2)
  await wrapper.setProps({ ready: false })
  await wrapper.find('form').trigger('submit')
  await wrapper.setProps({ ready: true, busy: true })
  await wrapper.find('form').trigger('submit')
  expect(wrapper.emitted('act')).toHaveLength(2)
  wrapper.unmount()
})

it('what went wrong stands below the text, which is safe; when it is done only closing is left', async () => {
  const wrapper = await dialog({ failure: new Failure('network', 0, null) })
  expect(wrapper.find('.error-note').text()).toContain('您填写的内容还在')
  await wrapper.setProps({ act: null, failure: null })
  expect(wrapper.findAll('.foot button')).toHaveLength(1)
  expect(wrapper.find('.foot').text()).toBe('关闭')
  wrapper.unmount()
})

it('copies by the old way where the browser has no clipboard', async () => {
  vi.stubGlobal('navigator', {})
  const chosen: string[] = []
  document.execCommand = vi.fn(() => {
    chosen.push(document.querySelector('textarea')?.value ?? '')
    return true
  })
  expect(await copyText('1\t2')).toBe(true)
  expect(chosen).toEqual(['1\t2'])
  expect(document.querySelector('textarea')).toBe(null)
})
