import { expect, it } from 'vitest'
import { mountPage } from '@/testing/mount'
import EntryList from './EntryList.vue'
import type { JournalChange } from './journal'

const field = (name: string, kind: string, before: string, after: string) => ({
  field: name,
  kind,
  before,
  after,
})
const record = (name: string, fields: ReturnType<typeof field>[], fresh = false) => ({
  kind: 'project',
  record: 'project/7',
  name,
  new: fresh,
  fields,
})
const entry = (more: object) =>
  ({
    id: '9',
    at: '2026-10-08T06:30:00Z',
    by: '县督考办主任 严明',
    verb: 'edit_project',
    subject: 'project/7',
    more: 0,
    records: [],
    ...more,
  }) as unknown as JournalChange

it('an entry tells who did what, and each field from what to what, in words', async () => {
  const fields = [
    field('investment_total', 'money_wan', '1200', '1300.5'),
    field('withdrawn', 'period', '', '2026-11'),
    field('verdict', 'word', 'met', 'missed'),
    field('open_board', 'flag', '0', '1'),
    field('password_hash', 'hidden', '', ''),
  ]
  const { wrapper } = await mountPage(EntryList, {
    entries: [entry({ records: [record('YX-7 晴川大道', fields)], more: 4 })],
    pick: true,
  })
  const text = wrapper.text().replace(/\s+/g, ' ')
  expect(text).toContain('编辑项目')
  expect(text).toContain('严明')
  expect(text).toMatch(/总投资 ?1,200 万元 → 1,300.5 万元/)
  expect(text).toMatch(/退出期 ?空 → 2026 11月/)
  expect(text).toMatch(/认定 ?完成 → 未完成/)
  expect(text).toMatch(/向社会公开 ?否 → 是/)
  expect(text).toMatch(/密码 ?已修改，内容不显示/)
  expect(text).toContain('另外 4 条记录')
  await wrapper.find('button.link').trigger('click')
  expect(wrapper.findComponent(EntryList).emitted('pick')).toEqual([['project/7', 'YX-7 晴川大道']])
  wrapper.unmount()
})

it('a large entry shows its first records and folds the rest', async () => {
  const records = [1, 2, 3, 4, 5].map((n) =>
    record(`项目${n}`, [field('name', 'text', '', `项目${n}`)], true),
  )
  const { wrapper } = await mountPage(EntryList, { entries: [entry({ records })] })
  expect(wrapper.find('summary').text()).toContain('2')
  expect(wrapper.findAll('.record')).toHaveLength(5)
  expect(wrapper.findAll('details .record')).toHaveLength(2)
  wrapper.unmount()
})
