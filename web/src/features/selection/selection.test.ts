import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { mountPage } from '@/testing/mount'
import { json, network } from '@/testing/network'
import { candidateInput } from './selection'
import type { Candidate, SelectionRule } from './selection'
import WeighingGrid from './WeighingGrid.vue'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const candidate = (id: string, more: Partial<Candidate> = {}) =>
  ({
    id,
    number: `HX0${id}`,
    name: `候选${id}`,
    total: null,
    scores: [],
    acts: ['weigh_candidates'],
    ...more,
  }) as unknown as Candidate
const criterion = (id: string, mine = true) => ({
  id,
  name: `评分项${id}`,
  measures: 'quality' as const,
  weight: 50,
  score_max: 10,
  organ: null,
  organ_name: '',
  mine,
})
const rule: SelectionRule = {
  enters_at_once: true,
  weight_total: 100,
  criteria: [criterion('11'), criterion('12', false)],
  may_set: false,
  version: 1,
}

it('a candidate is written whole: what was not touched goes out as it was seen', () => {
  const seen = {
    ...candidate('1'),
    facts: '旧',
    lead_unit: '7',
    acts: ['edit_candidate'],
    version: 3,
  }
  expect(candidateInput(seen, { facts: '新', starts_on: null })).toEqual({
    number: 'HX01',
    name: '候选1',
    facts: '新',
    lead_unit: '7',
    starts_on: null,
  })
  expect(candidateInput(null, { name: '甲', reasons: '乙' })).toEqual({ name: '甲', reasons: '乙' })
})

it('cells paste over the sheet; what is not mine is told and not kept; save sends the changed ones', async () => {
  const { asked } = network({ 'PUT /api/v1/campaigns/1/weighings': () => json({ items: [] }) })
  const { wrapper } = await mountPage(WeighingGrid, {
    campaign: '1',
    candidates: [candidate('1'), candidate('2'), candidate('3', { acts: [] })],
    rule,
  })
  const first = wrapper.find('input.cell')
  const data = { getData: () => '8\t7\n9\t6' }
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: data })
  first.element.dispatchEvent(event)
  await flushPromises()
  expect(wrapper.findAll('tbody tr')).toHaveLength(2)
  expect(wrapper.find('.pending').text()).toContain('2 格')
  await wrapper.find('.pending button').trigger('click')
  expect(
    wrapper.findAll('input.cell').map((one) => (one.element as HTMLInputElement).value),
  ).toEqual(['8', '', '9', ''])
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true }))
  await flushPromises()
  expect(asked[0]!.body).toEqual({
    scores: [
      { candidate: '1', criterion: '11', score: '8' },
      { candidate: '2', criterion: '11', score: '9' },
    ],
  })
  wrapper.unmount()
})
