import { beforeEach, describe, expect, it } from 'vitest'
import { computed } from 'vue'
import { kCampaign } from '@/features/campaigns/campaign_context'
import { useSession } from '@/features/session/session_store'
import { flushPromises, mountPage } from '@/testing/mount'
import { json, network, refusal } from '@/testing/network'
import type { Campaign } from '@/api/types'
import { i18n } from '@/i18n'
import { lineSpan, type MechanismSimulation, type MechanismVersion } from './mechanism_calls'
import MechanismPage from './MechanismPage.vue'
import MechanismTrial from './MechanismTrial.vue'
import MechanismVersions from './MechanismVersions.vue'
import SimulationGrid from './SimulationGrid.vue'

const base = '/api/v1/campaigns/1'
const version = (more: Partial<MechanismVersion> = {}): MechanismVersion => ({
  name: 'command-posts',
  version: 1,
  title: '指挥部制',
  source: '实施意见',
  effective_from: '2026-01-01',
  state: 'in_force',
  periods: ['2026-01', '2026-12'],
  rules: ['红牌：连续两个月未完成'],
  adopted: null,
  ...more,
})
const head = {
  name: 'command-posts',
  version: 2,
  title: '新规',
  effective_from: '2026-11-01',
  rules: [],
}
const zero = { none: 0, blue: 0, yellow: 0, red: 0, green: 0, orange: 0 }
const subjects = (name: string, detail: string, changed: boolean) => ({
  judged: true,
  standing: { ...zero, yellow: 1 },
  simulated: { ...zero, [changed ? 'red' : 'yellow']: 1 },
  changed_cells: changed ? 1 : 0,
  changed_rows: changed ? 1 : 0,
  not_judged: 0,
  rows: [
    {
      id: '7',
      name,
      detail,
      changed,
      cells: [
        {
          period: '2026-09',
          standing: 'yellow' as const,
          simulated: changed ? ('red' as const) : ('yellow' as const),
          changed,
          why: '补充规定一',
        },
      ],
    },
  ],
})
const none = {
  ...subjects('', '', false),
  judged: false,
  standing: zero,
  simulated: zero,
  rows: [],
}
const simulation = (changed: boolean): MechanismSimulation => ({
  file: head,
  periods: [{ period: '2026-09', label: '9月' }],
  projects: subjects('渡槽加固', 'K7 · 水利局', changed),
  units: subjects('水利局', '', changed),
  posts: none,
})

function may(acts: string[]): void {
  useSession().session = {
    login: 'chief',
    name: '裴川',
    office: '',
    password_change_required: false,
    system_administrator: false,
    tenure: null,
    tenures: [],
    campaigns: [{ id: '1', title: '作战', acts }],
    expires_at: '2026-12-01T00:00:00Z',
  }
}

async function trial(text: string, acts: string[] = []) {
  const { wrapper } = await mountPage(MechanismTrial, {
    campaign: '1',
    earliestDay: '2026-10-01',
    modelValue: text,
  })
  may(acts)
  await flushPromises()
  const press = async (name: string) => {
    await wrapper
      .findAll('button')
      .find((one) => one.text() === name)!
      .trigger('click')
    await flushPromises()
  }
  return { wrapper, press }
}

beforeEach(() => {
  document.body.innerHTML = ''
  i18n.global.locale.value = 'zh-Hans'
})

it('finds the place of a line', () => {
  expect(lineSpan('a\nbc\nd', 2)).toEqual([2, 4])
  expect(lineSpan('a\nbc\nd', 3)).toEqual([5, 6])
  expect(lineSpan('a', 9)).toEqual([0, 1])
})

describe('versions', () => {
  it('shows dates, periods and who decided, newest first, and opens a file', async () => {
    network({ [`GET ${base}/mechanisms/1`]: () => json(version({ text: 'name = "x"' })) })
    const later = version({
      version: 2,
      state: 'to_come',
      periods: ['2026-11'],
      adopted: { by: '总指挥 裴川', at: '2026-10-05T02:00:00Z', remark: '纪要9号' },
    })
    const { wrapper } = await mountPage(MechanismVersions, {
      campaign: '1',
      versions: [version(), later],
    })
    const rows = wrapper.findAll('tbody tr')
    expect(rows[0]!.text()).toContain('纪要9号')
    expect(rows[0]!.text()).toContain('待生效')
    expect(rows[1]!.text()).toContain('1月 至 12月')
    await rows[1]!.find('button').trigger('click')
    await flushPromises()
    expect(wrapper.find('pre').text()).toContain('name = "x"')
    await wrapper
      .findAll('button')
      .find((one) => one.text() === '拿来修改')!
      .trigger('click')
    expect(wrapper.emitted('take')).toEqual([['name = "x"']])
  })
})

describe('a file under trial', () => {
  it('shows each flaw with its line and does not simulate', async () => {
    const flaw = { line: 3, word: 'gap', reason: '有缺口', remedy: '补一档' }
    const { asked } = network({
      [`POST ${base}/mechanism-checks`]: () =>
        json({ flaws: [flaw], warnings: [], summary: [], file: null, adoption: null }),
    })
    const { wrapper, press } = await trial('[1,\n2,\n3]')
    await press('推演')
    expect(wrapper.text()).toContain('有缺口')
    expect(wrapper.text()).toContain('补一档')
    expect(asked.map((one) => one.path)).toEqual([`${base}/mechanism-checks`])
    await press('第 3 行')
    const area = wrapper.find('textarea').element
    expect([area.selectionStart, area.selectionEnd]).toEqual([7, 9])
  })

  const clean = {
    flaws: [],
    warnings: [],
    summary: ['项目：4 档'],
    file: head,
    adoption: { allowed: true, word: null, detail: null, periods: ['2026-11', '2026-12'] },
  }

  it('is adopted by those who may, with the paper that decided it', async () => {
    const { asked } = network({
      [`POST ${base}/mechanism-checks`]: () => json(clean),
      [`POST ${base}/mechanisms`]: () => json(version({ version: 2 }), 201),
    })
    const { wrapper, press } = await trial('5', ['adopt_mechanism'])
    await press('检查')
    expect(wrapper.text()).toContain('11月 至 12月')
    await press('启用…')
    const dialog = wrapper.find('dialog')
    await dialog.find('textarea').setValue('纪要9号')
    await dialog.findAll('button').at(-1)!.trigger('click')
    await flushPromises()
    const sent = asked.find((one) => one.path === `${base}/mechanisms`)!
    expect(sent.body).toEqual({ text: '5', remark: '纪要9号' })
    expect(sent.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/)
    expect(wrapper.emitted('adopted')).toHaveLength(1)
  })

  it('offers no adoption to others, and says why it would be refused', async () => {
    network({
      [`POST ${base}/mechanism-checks`]: () =>
        json({
          ...clean,
          adoption: {
            allowed: false,
            word: 'mechanism_too_early',
            detail: '太早了。',
            periods: [],
          },
        }),
    })
    const { wrapper, press } = await trial('5', ['adopt_mechanism'])
    await press('检查')
    expect(wrapper.text()).toContain('太早了。')
    expect(wrapper.text()).not.toContain('启用…')
  })

  it('keeps the text when the server refuses', async () => {
    network({
      [`POST ${base}/mechanism-checks`]: () => refusal(403, 'not_permitted', '您没有权限。'),
    })
    const { wrapper, press } = await trial('5')
    await press('检查')
    expect(wrapper.text()).toContain('您没有权限。')
    expect(wrapper.find('textarea').element.value).toBe('5')
  })
})

describe('before and after', () => {
  it('marks what changes, counts it, and hides the rest until asked', async () => {
    const { wrapper } = await mountPage(SimulationGrid, { simulation: simulation(true) })
    expect(wrapper.text()).toContain('1 张牌不同')
    expect(wrapper.findAll('h3').map((one) => one.text())).toEqual(['项目', '单位'])
    expect(wrapper.findAll('td.changed')).toHaveLength(2)
    expect(wrapper.findAll('tbody a')).toHaveLength(1)
    expect(wrapper.find('td.changed').attributes('title')).toBe('补充规定一')
  })

  it('says so where nothing changes', async () => {
    const { wrapper } = await mountPage(SimulationGrid, { simulation: simulation(false) })
    expect(wrapper.findAll('tbody tr')).toHaveLength(2)
    await wrapper.find('input').setValue(true)
    expect(wrapper.text()).toContain('一张也不变')
  })
})

it('the page shows the versions and takes a file over into the field', async () => {
  network({
    [`GET ${base}/mechanisms`]: () => json({ earliest_day: '2026-10-01', items: [version()] }),
    [`GET ${base}/mechanisms/1`]: () => json(version({ text: 'name = "x"' })),
  })
  const campaign = computed(() => ({ id: '1' }) as Campaign)
  const Framed = {
    components: { MechanismPage },
    provide: { [kCampaign as symbol]: { campaign, reload: async () => {} } },
    template: '<MechanismPage />',
  }
  const { wrapper } = await mountPage(Framed)
  await wrapper.find('tbody button').trigger('click')
  await flushPromises()
  await wrapper
    .findAll('button')
    .find((one) => one.text() === '拿来修改')!
    .trigger('click')
  await flushPromises()
  expect(wrapper.find('textarea').element.value).toBe('name = "x"')
})
