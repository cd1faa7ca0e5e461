import { beforeEach, describe, expect, it } from 'vitest'
import CheckPage from '@/open/CheckPage.vue'
import { flushPromises, mountPage } from '@/testing/mount'
import { json, network, refusal } from '@/testing/network'
import { cell, project, report } from '@/testing/samples'
import { chartAddress } from './charts/chart_address'
import EditProjectDialog from './projects/EditProjectDialog.vue'
import { latestFigures } from './projects/figures'
import LoginPage from './session/LoginPage.vue'
import { useSession } from './session/session_store'

const session = {
  login: 'qin',
  name: '秦书远',
  system_administrator: false,
  office: '',
  password_change_required: false,
  tenure: { id: '11', unit: '督考办公室', post: '主任' },
  tenures: [{ id: '11', unit: '督考办公室', post: '主任' }],
  campaigns: [{ id: '1', title: '作战', acts: ['publish'] }],
  expires_at: '2026-10-09T12:00:00Z',
}

beforeEach(() => {
  document.body.innerHTML = ''
})

describe('logging in', () => {
  async function enter(wanted: string | null, reply: () => Response) {
    const { asked } = network({ 'POST /api/v1/session': reply })
    const { wrapper, router } = await mountPage(LoginPage)
    if (wanted !== null) await router.push({ path: '/login', query: { to: wanted } })
    await wrapper.find('input[name="login"]').setValue(' qin ')
    await wrapper.find('input[name="password"]').setValue(' secret ')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    return { asked, wrapper, place: router.currentRoute.value.fullPath }
  }

  it('trims the name, never the password, and goes where I wanted to go', async () => {
    const { asked, place } = await enter('/campaigns/1/periods/2026-09?tab=report', () =>
      json(session, 201),
    )
    expect(asked[0]!.body).toEqual({ login: 'qin', password: ' secret ' })
    expect(place).toBe('/campaigns/1/periods/2026-09?tab=report')
    expect(useSession().may('1', 'publish')).toBe(true)
    expect(useSession().may('1', 'correct')).toBe(false)
    expect(useSession().may('2', 'publish')).toBe(false)
  })

  it.each([
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https://elsewhere.example',
    'javascript:x',
  ])('never leads to %s', async (wanted) => {
    expect((await enter(wanted, () => json(session, 201))).place).toBe('/')
  })

  it('says in the server’s words why not, and keeps what was typed', async () => {
    const { wrapper } = await enter(null, () =>
      refusal(401, 'wrong_credentials', '用户名或密码不对。'),
    )
    expect(wrapper.text()).toContain('用户名或密码不对。')
    expect(wrapper.find<HTMLInputElement>('input[name="login"]').element.value).toBe(' qin ')
  })
})

describe('editing a project', () => {
  const place = '/api/v1/projects/71'
  const dialog = async () => {
    const { wrapper } = await mountPage(EditProjectDialog, {
      modelValue: false,
      project: project(),
      etag: '"1"',
    })
    await wrapper.setProps({ modelValue: true })
    await flushPromises()
    return wrapper
  }

  it('sends only what changed, against the version that was read', async () => {
    const { asked } = network({
      [`PATCH ${place}`]: () => json(project({ category: '工业' }), 200, { ETag: '"2"' }),
    })
    const wrapper = await dialog()
    expect(wrapper.find('button[type="submit"]').attributes('disabled')).toBeDefined()
    await wrapper.find('#edit-category').setValue('工业')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(asked[0]!.body).toEqual({ category: '工业' })
    expect(asked[0]!.headers.get('If-Match')).toBe('"1"')
    expect(wrapper.emitted('saved')![0]).toEqual([project({ category: '工业' }), '"2"'])
  })

  it('shows both versions when someone was faster, and the user decides', async () => {
    const theirs = project({ facts: '他们的', category: '工业' })
    let conflicts = 1
    const { asked } = network({
      [`PATCH ${place}`]: () =>
        conflicts-- > 0
          ? refusal(412, 'edit_conflict', '有人先改了。', undefined, {
              current: theirs as unknown as Record<string, unknown>,
              version: '"5"',
            })
          : json(theirs, 200, { ETag: '"6"' }),
    })
    const wrapper = await dialog()
    await wrapper.find('#edit-facts').setValue('我的')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(wrapper.text()).toContain('有人先改了。')
    expect(wrapper.text()).toContain('他们的')
    expect(wrapper.find<HTMLTextAreaElement>('#edit-facts').element.value).toBe('我的')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    const second = asked.at(-1)!
    expect(second.headers.get('If-Match')).toBe('"5"')
    expect(second.body).toMatchObject({ facts: '我的' })
    expect(second.headers.get('Idempotency-Key')).not.toBe(asked[0]!.headers.get('Idempotency-Key'))
  })

  it('does not undo what they changed in a field that I left alone', async () => {
    const theirs = project({ category: '工业' })
    const { asked } = network({
      [`PATCH ${place}`]: ({ headers }) =>
        headers.get('If-Match') === '"1"'
          ? refusal(412, 'edit_conflict', '有人先改了。', undefined, {
              current: theirs as unknown as Record<string, unknown>,
              version: '"5"',
            })
          : json(theirs),
    })
    const wrapper = await dialog()
    await wrapper.find('#edit-facts').setValue('我的')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(asked.at(-1)!.body).toEqual({ facts: '我的' })
  })
})

describe('the scan page', () => {
  const answer = (state: string) => ({
    state,
    title: '作战进度图',
    printed_revision: 7,
    current_revision: 9,
    published_at: null,
  })

  async function scan(query: Record<string, string>, state: string) {
    const { asked } = network({
      'GET /api/v1/campaigns/1/charts/progress/revisions/7': () => json(answer(state)),
    })
    const page = await mountPage(CheckPage)
    page.wrapper.unmount()
    await page.router.push({ path: '/open/check', query })
    const { mount } = await import('@vue/test-utils')
    const { i18n } = await import('@/i18n')
    const wrapper = mount(CheckPage, { global: { plugins: [i18n, page.router] } })
    await flushPromises()
    return { wrapper, asked }
  }
  const whole = { campaign: '1', revision: '7', code: 'AB12' }

  it.each([
    ['current', '现行有效'],
    ['stale', '已有新版'],
    ['disagrees', '与记录不符'],
  ])('%s: %s', async (state, words) => {
    const { wrapper, asked } = await scan(whole, state)
    expect(wrapper.find('h1').text()).toBe(words)
    expect(asked[0]!.query.get('code')).toBe('AB12')
    expect(wrapper.find('a.live').attributes('href')).toBe('/wall/1?audience=open')
  })

  it.each([{ campaign: '1', revision: '7' }, { campaign: '../x', revision: '7', code: 'a' }, {}])(
    'asks nobody with half an address: %j',
    async (query) => {
      const { wrapper, asked } = await scan(query as Record<string, string>, 'current')
      expect(wrapper.find('h1').text()).toBe('无法核验')
      expect(asked).toEqual([])
    },
  )
})

describe('figures and addresses', () => {
  it('claimed and verified are each the latest of their kind', () => {
    const determination = {
      verdict: 'met' as const,
      verified_quantity: '90',
      percent: 45,
      reason: '',
      cause: null,
      by: '',
      at: '',
    }
    const figures = latestFigures({
      cells: [
        cell({
          period: '2026-08',
          plan: { text: '', quantity: null, percent: 44 },
          report,
          determination,
        }),
        cell({
          period: '2026-09',
          plan: { text: '', quantity: null, percent: 50 },
          report: { ...report, percent: 51 },
        }),
        cell({ period: '2026-10' }),
      ],
    })
    expect(figures).toEqual({ plan: 50, claimed: 51, verified: 45 })
    expect(latestFigures({ cells: [] })).toEqual({ plan: null, claimed: null, verified: null })
  })

  it('of drawings name everything that was chosen', () => {
    expect(
      chartAddress({
        campaign: '1',
        surface: 'svg',
        audience: 'internal',
        paper: 'a3',
        page: 2,
        asOf: '2026-06-30',
      }),
    ).toBe(
      '/api/v1/campaigns/1/charts/progress?medium=paper&surface=svg&audience=internal&paper=a3&page=2&as_of=2026-06-30',
    )
    expect(chartAddress({ campaign: '1', surface: 'svg', audience: 'open', page: 1 })).toContain(
      'medium=wall',
    )
  })
})
