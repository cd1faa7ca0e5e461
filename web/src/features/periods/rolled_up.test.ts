import { beforeEach, expect, it } from 'vitest'
import type { Publication } from '@/api/types'
import { mountPage } from '@/testing/mount'
import RolledUpCards from './RolledUpCards.vue'

const counts = { blue: 2, yellow: 1, red: 0, green: 0, orange: 0, judged: 3, missed: 1 }
const publication = (more: Partial<Publication>): Publication => ({
  campaign: '1',
  period: '2026-09',
  label: '9月',
  by: '督考办公室',
  at: '2026-10-09T03:30:00Z',
  remark: '',
  mechanism: 'command-posts 1',
  engine_version: 1,
  revision: 9,
  cards: [],
  lagging: [],
  units: [],
  posts: [],
  effects: [],
  corrections: [],
  ...more,
})

beforeEach(() => (document.body.innerHTML = ''))

it('names units and posts with their cards, what made them, and corrections', async () => {
  const line = { id: '5', name: '水利局', why: '三个项目，一个未完成', missed_run: 1, ...counts }
  const { wrapper } = await mountPage(RolledUpCards, {
    publication: publication({
      units: [{ ...line, card: 'yellow', corrections: [] }],
      posts: [
        {
          ...line,
          name: '一部',
          card: 'red',
          corrections: [{ number: 2, before: 'blue', after: 'red' }],
        },
      ],
    }),
  })
  const rows = wrapper.findAll('tbody tr').map((row) => row.text())
  expect(rows[0]).toContain('水利局')
  expect(rows[0]).toContain('三个项目，一个未完成')
  expect(rows[0]).not.toContain('更正')
  expect(rows[1]).toContain('红牌')
  expect(rows[1]).toContain('更正')
})

it('says that nothing was sent, and nothing at all where nothing follows', async () => {
  const effect = {
    subject: 'unit' as const,
    id: '5',
    name: '水利局',
    kind: 'notice' as const,
    receiver: 'jurisdiction',
    text: '在全辖区通报',
    limit: { text: '限3个工作日', due_on: '2026-03-12', note: null },
  }
  const { wrapper } = await mountPage(RolledUpCards, {
    publication: publication({ effects: [effect] }),
  })
  expect(wrapper.text()).toContain('没有发出任何通知')
  expect(wrapper.text()).toContain('在全辖区通报')
  expect(wrapper.text()).toMatch(/限3个工作日\s*至2026年3月12日/)
  await wrapper.setProps({ publication: publication({}) })
  expect(wrapper.text()).toBe('')
})
