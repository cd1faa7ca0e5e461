import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Overview, Project } from '@/api/types'
import { json, lineDown, network, refusal, type Reply } from '@/testing/network'
import PhoneApp from './PhoneApp.vue'
import { forgetAll, keepOverview, keepProject, kept } from './store'
import { t } from './words'

const mark = (card: Overview['projects'][number]['card'], state = 'published') => ({
  card,
  shown: 'none' as const,
  state: state as 'published',
  struck_off: false,
})
const overview: Overview = {
  campaign: '1',
  title: '云溪县2026年重点项目挂图作战',
  revision: 9,
  now: '2026-10-20T04:00:00Z',
  last_event_id: '797',
  periods: [
    { period: '2026-08', label: '8月', published: true, current: false },
    { period: '2026-09', label: '9月', published: true, current: true },
    { period: '2026-10', label: '10月', published: false, current: false },
  ],
  totals: { projects: 30, red: 4, orange: 0, yellow: 4, blue: 22, green: 0, without_card: 0 },
  mine: { projects: 2, red: 1, orange: 0, yellow: 0, blue: 1, green: 0, without_card: 0 },
  posts: [],
  units: [],
  tasks: [{ act: 'confirm_report', period: '2026-10', label: '10月', count: 3 }],
  projects: [
    {
      id: '73',
      number: 'YX2026-04',
      name: '柳河板簧企业整合提升',
      lead_unit: '柳河镇',
      command_post: '产业园区',
      roles: ['指挥长'],
      card: 'red',
      why: '9月计划累计18家，认定累计15家，连续3个月未完成：红牌',
      marks: [mark('red'), mark('red'), mark('none', 'reported')],
      plan: 75,
      verified: 62.5,
      claimed: 70,
    },
    {
      id: '74',
      number: 'YX2026-05',
      name: '冷链物流中心',
      lead_unit: '云集镇',
      command_post: '产业园区',
      roles: ['指挥长'],
      card: 'blue',
      why: '',
      marks: [mark('blue'), mark('blue'), mark('none', 'planned')],
      plan: 71,
      verified: 73,
      claimed: null,
    },
  ],
}
const project: Project = {
  id: '73',
  number: 'YX2026-04',
  name: '柳河板簧企业整合提升',
  unit_of_quantity: '家',
  lead_unit: '柳河镇',
  command_post: '产业园区',
  category: '',
  facts: '',
  annual_target: '24家企业完成整合提升',
  annual_quantity: '24',
  roles: [{ kind: 'commander', title: '指挥长', name: '顾承安' }],
  admitted_period: '2026-01',
  withdrawn_period: null,
  acts: [],
  cells: [
    {
      period: '2026-09',
      on_wall: true,
      state: 'published',
      plan: { text: '喷涂中心投用', quantity: '18', percent: 75 },
      report: null,
      confirmation: null,
      determination: null,
      card: {
        card: 'red',
        verdict: 'missed',
        why: '连续3个月未完成',
        missed_run: 3,
        shown: null,
        corrections: [],
      },
    },
  ],
} as unknown as Project
const session = {
  login: 'post1',
  name: '顾承安',
  system_administrator: false,
  tenure: { id: '5', unit: '云溪县', post: '副县长' },
  tenures: [],
  campaigns: [{ id: '1', title: overview.title, acts: ['see_campaign'] }],
  expires_at: '2026-10-21T04:00:00Z',
}

const whole: Record<string, Reply> = {
  'GET /api/v1/session': () => json(session),
  'GET /api/v1/campaigns/1/overview': () => json(overview),
  'GET /api/v1/campaigns/1/events': () => new Response('', { status: 503 }),
  'GET /api/v1/projects/73': () => json(project),
  'DELETE /api/v1/session': () => new Response(null, { status: 204 }),
}

async function open(table: Record<string, Reply>) {
  network({ ...whole, ...table })
  const page = mount(PhoneApp, { attachTo: document.body })
  await flushPromises()
  await flushPromises()
  return page
}

beforeEach(() => {
  forgetAll()
  location.hash = ''
  vi.stubGlobal('scrollTo', () => {})
})
afterEach(() => (document.body.innerHTML = ''))

describe('the overview', () => {
  it('shows the late ones first with their reason, and what waits', async () => {
    const page = await open({})
    const text = page.text()
    expect(text).toContain('顾承安')
    expect(text.indexOf('柳河板簧')).toBeLessThan(text.indexOf('冷链物流'))
    expect(text).toContain('连续3个月未完成：红牌')
    expect(text).toContain(t('phone.task_confirm_report', { period: '10月' }))
    expect(page.findAll('ol.strip')[0]!.text()).toContain('8月' + t('card.red'))
    expect(page.findAll('ol.strip')[0]!.text()).toContain('10月' + t('phone.state_reported'))
    expect(text).toContain('62%')
    page.unmount()
  })

  it('names posts and units with their cards, the late ones with their reason', async () => {
    const holder = (name: string, card: 'yellow' | 'blue', missed: number) => ({
      id: '7',
      name,
      card,
      missed,
      judged: 3,
      why: `${name}：依三（四）`,
      missed_run: missed,
      blue: 3 - missed,
      yellow: missed,
      red: 0,
      green: 0,
      orange: 0,
      corrections: [],
    })
    const judged = {
      ...overview,
      units: [
        holder('县水利局', 'yellow', 1),
        holder('石桥镇', 'blue', 0),
        holder('县住建局', 'blue', 0),
      ],
    }
    const page = await open({ 'GET /api/v1/campaigns/1/overview': () => json(judged) })
    const sheets = page.findAll('.judged')
    expect(sheets).toHaveLength(1)
    expect(sheets[0]!.findAll('li')).toHaveLength(1)
    expect(sheets[0]!.find('summary').text()).toBe(
      `${t('phone.units')}${t('card.yellow')} 1${t('card.blue')} 2`,
    )
    expect(sheets[0]!.text()).toContain(t('phone.missed_of', { n: 1, all: 3 }))
    expect(sheets[0]!.text()).toContain('县水利局：依三（四）')
    expect(sheets[0]!.find('.good').text()).toContain('石桥镇、县住建局')
    page.unmount()
  })

  it('shows a month whose arrears were made good in both its colours', async () => {
    const marks = [
      { ...mark('red'), shown: 'yellow' as const },
      mark('red'),
      mark('none', 'reported'),
    ]
    const good = { ...overview, projects: [{ ...overview.projects[0]!, marks }] }
    const page = await open({ 'GET /api/v1/campaigns/1/overview': () => json(good) })
    const strip = page.find('ol.strip')
    const both = { before: t('card.red'), after: t('card.yellow') }
    expect(strip.text()).toContain('8月' + t('phone.recoloured', both))
    expect(strip.find('.both').findAll('svg')).toHaveLength(2)
    page.unmount()
  })

  it('opens a project with its months', async () => {
    const page = await open({})
    location.hash = '#/p/73'
    window.dispatchEvent(new Event('hashchange'))
    await flushPromises()
    expect(page.text()).toContain('24家企业完成整合提升')
    expect(page.text()).toContain('喷涂中心投用')
    expect(page.text()).toContain('18 家')
    page.unmount()
  })

  it('without a line shows what was seen last, with its age', async () => {
    keepOverview('post1', '1', Date.now() - 3_600_000, overview)
    keepProject('post1', project)
    const page = await open({
      'GET /api/v1/session': lineDown,
      'GET /api/v1/campaigns/1/overview': lineDown,
      'GET /api/v1/projects/73': lineDown,
    })
    expect(page.text()).toContain('柳河板簧')
    expect(page.text()).toContain(t('phone.as_of', { at: '' }).trim())
    location.hash = '#/p/73'
    window.dispatchEvent(new Event('hashchange'))
    await flushPromises()
    expect(page.text()).toContain('喷涂中心投用')
    page.unmount()
  })

  it('without a line and without anything kept says so, and tries again', async () => {
    const page = await open({ 'GET /api/v1/session': lineDown })
    expect(page.find('[role=alert]').text()).toContain(t('phone.failure_network'))
    page.unmount()
  })
})

describe('what is kept', () => {
  it('is cleared by logging out, also without a line', async () => {
    const page = await open({ 'DELETE /api/v1/session': lineDown })
    expect(kept('post1')?.overview.revision).toBe(9)
    await page
      .findAll('button')
      .find((one) => one.text() === t('phone.log_out'))!
      .trigger('click')
    await flushPromises()
    expect(kept()).toBe(null)
    expect(page.find('input[name=login]').exists()).toBe(true)
    page.unmount()
  })

  it('is cleared when the session has ended', async () => {
    keepOverview('post1', '1', Date.now(), overview)
    const page = await open({
      'GET /api/v1/session': () => refusal(401, 'not_logged_in', '请先登录。'),
    })
    expect(kept()).toBe(null)
    expect(page.find('input[name=password]').exists()).toBe(true)
    page.unmount()
  })

  it('of somebody else is not shown, and is cleared', async () => {
    keepOverview('clerk', '1', Date.now(), { ...overview, title: '别人的' })
    const page = await open({})
    expect(page.text()).not.toContain('别人的')
    expect(kept('clerk')).toBe(null)
    page.unmount()
  })
})

it('a refused log-in says why', async () => {
  const page = await open({
    'GET /api/v1/session': () => refusal(401, 'not_logged_in', '请先登录。'),
    'POST /api/v1/session': () => refusal(401, 'wrong_credentials', '用户名或密码不对。'),
  })
  await page.find('input[name=login]').setValue('post1')
  await page.find('input[name=password]').setValue('x')
  await page.find('form').trigger('submit')
  await flushPromises()
  expect(page.find('[role=alert]').text()).toContain('用户名或密码不对。')
  page.unmount()
})
