import { mount } from '@vue/test-utils'
import { nextTick, reactive } from 'vue'
import { expect, it } from 'vitest'
import { Failure } from '@/api/failure'
import { i18n } from '@/i18n'
import ConflictPanel from './ConflictPanel.vue'
import { conflictOf, difference, takeOver } from './conflict'

const problem = {
  type: 'x',
  title: 'x',
  status: 412,
  word: 'edit_conflict',
  detail: '有人先改了。',
  request_id: 'r',
}

it('the refusal brings the record as it is now', () => {
  const full = new Failure('refused', 412, {
    ...problem,
    current: { name: '甲' },
    version: '"3.1"',
  })
  expect(conflictOf(full)).toEqual({ current: { name: '甲' }, version: '"3.1"' })
  expect(conflictOf(new Failure('refused', 412, problem))).toBe(null)
  expect(conflictOf(new Failure('refused', 422, { ...problem, current: {}, version: '1' }))).toBe(
    null,
  )
})

it('what I left alone follows them, what I changed stays and is asked about', () => {
  const draft = { name: '我的名', facts: '旧', category: '同' }
  const base = { name: '旧名', facts: '旧', category: '旧类' }
  const theirs = { name: '他的名', facts: '新', category: '同' }
  expect(takeOver(['name', 'facts', 'category'], draft, base, theirs)).toEqual(['name'])
  expect(draft).toEqual({ name: '我的名', facts: '新', category: '同' })
})

it.each([
  ['甲乙丙', '甲丁丙', ['甲', '乙', '丙']],
  ['同', '同', ['同', '', '']],
  ['', '新', ['', '', '']],
  ['aa', 'aaa', ['aa', '', '']],
])('%j against %j', (text, other, parts) => {
  expect(difference(text, other)).toEqual(parts)
})

it('shows both versions field by field; mine can be taken again after theirs', async () => {
  const draft = reactive({ name: '我的名', facts: '一样' })
  const wrapper = mount(ConflictPanel, {
    props: {
      draft,
      theirs: { name: '他的名', facts: '一样' },
      fields: [
        { key: 'name', label: '名称' },
        { key: 'facts', label: '概况' },
      ],
    },
    global: { plugins: [i18n] },
  })
  const choices = wrapper.findAll('input[type="radio"]')
  expect(choices).toHaveLength(2)
  await choices[1]!.setValue(true)
  expect(draft.name).toBe('他的名')
  await nextTick()
  await wrapper.findAll('input[type="radio"]')[0]!.setValue(true)
  expect(draft.name).toBe('我的名')
  expect(wrapper.text()).toContain('他的名')
})
