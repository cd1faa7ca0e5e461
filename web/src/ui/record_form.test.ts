import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { Failure } from '@/api/failure'
import { i18n } from '@/i18n'
import RecordForm from './RecordForm.vue'
import { bodyOf, draftOf, shownText, valueOf, type FormField } from './record_form'

const fields: FormField[] = [
  { name: 'name', label: '名称', kind: 'text', needed: true },
  { name: 'quantity', label: '数量', kind: 'figure' },
  { name: 'sequence', label: '顺序', kind: 'number' },
  { name: 'open', label: '公开', kind: 'flag' },
  {
    name: 'unit',
    label: '单位',
    kind: 'choice',
    none: true,
    options: [{ value: '7', text: '交通局' }],
  },
]
const record = { name: '甲', quantity: '12', sequence: 3, open: true, unit: '7', version: '1' }

describe('what goes to the server', () => {
  it('of an old record only what differs; a figure as it was typed, an empty one as none', () => {
    const base = draftOf(fields, record)
    expect(base).toEqual({ name: '甲', quantity: '12', sequence: '3', open: '1', unit: '7' })
    const draft = { ...base, quantity: ' １２．５ ', sequence: '', open: '', unit: '' }
    expect(bodyOf(fields, base, draft)).toEqual({
      quantity: '１２．５',
      sequence: null,
      open: false,
      unit: null,
    })
    expect(valueOf(fields[1]!, ' ')).toBe(null)
    expect(valueOf(fields[0]!, ' ')).toBe('')
    expect(shownText(fields[4], '7')).toBe('交通局')
  })

  it('of a new record all that was typed', () => {
    const draft = { ...draftOf(fields, null), name: '乙' }
    expect(bodyOf(fields, null, draft)).toEqual({ name: '乙' })
  })
})

describe('the form', () => {
  afterEach(() => (document.body.innerHTML = ''))
  const problem = { type: 'x', title: 'x', detail: '有人先改了。', request_id: 'r' }

  it('shows both versions after a conflict and saves mine against theirs', async () => {
    const sent: unknown[] = []
    const current = { ...record, name: '他的', quantity: '20', version: '2' }
    const wrapper = mount(RecordForm, {
      props: {
        fields,
        record,
        send: async (body: unknown, version: string | null) => {
          sent.push([body, version])
          if (version === '1')
            throw new Failure('refused', 412, {
              ...problem,
              status: 412,
              word: 'edit_conflict',
              current,
              version: '"2"',
            })
          return { ...current, name: '我的' }
        },
      },
      global: { plugins: [i18n] },
      attachTo: document.body,
    })
    await wrapper.find('input[name="name"]').setValue('我的')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(wrapper.find('.conflict').text()).toContain('他的')
    expect(wrapper.find<HTMLInputElement>('input[name="quantity"]').element.value).toBe('20')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(sent).toEqual([
      [{ name: '我的' }, '1'],
      [{ name: '我的' }, '2'],
    ])
    expect(wrapper.emitted('saved')).toHaveLength(1)
    wrapper.unmount()
  })

  it('puts the sentences of the server at their fields', async () => {
    const wrapper = mount(RecordForm, {
      props: {
        fields,
        record,
        send: () =>
          Promise.reject(
            new Failure('refused', 422, {
              ...problem,
              status: 422,
              word: 'field_invalid',
              items: [{ where: '/quantity', word: 'quantity_malformed', detail: '不是数量。' }],
            }),
          ),
      },
      global: { plugins: [i18n] },
      attachTo: document.body,
    })
    await wrapper.find('input[name="quantity"]').setValue('一大半')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(wrapper.find('.wrong').text()).toBe('不是数量。')
    expect(wrapper.find('input[name="quantity"]').attributes('aria-invalid')).toBe('true')
    expect(wrapper.find<HTMLInputElement>('input[name="quantity"]').element.value).toBe('一大半')
    wrapper.unmount()
  })
})
