import { beforeEach, describe, expect, it, vi } from 'vitest'
import { json, lineDown, network, refusal, type Asked } from '@/testing/network'
import { flushPromises, mountPage } from '@/testing/mount'
import { board, cell, confirmation, determination, item, report } from '@/testing/samples'
import ConfirmList from './ConfirmList.vue'
import CorrectionDialog from './CorrectionDialog.vue'
import PublishDialog from './PublishDialog.vue'
import ReportGrid from './ReportGrid.vue'
import VerdictTable from './VerdictTable.vue'

const at = (id: string, what: string) => `PUT /api/v1/projects/${id}/periods/2026-09/${what}`
const confirmed = cell({ state: 'confirmed', report, confirmation })

beforeEach(() => {
  sessionStorage.clear()
  document.body.innerHTML = ''
  vi.useRealTimers()
})

function paste(element: Element, text: string): Event {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => text } })
  element.dispatchEvent(event)
  return event
}

describe('the reporting grid', () => {
  const two = () =>
    board([
      item('1', { acts: ['report_actual'] }),
      item('2', { acts: ['report_actual'] }),
      item('3'),
    ])

  it('shows my projects only', async () => {
    const { wrapper } = await mountPage(ReportGrid, { board: two() })
    expect(wrapper.findAll('tbody tr')).toHaveLength(2)
  })

  const all = 'PUT /api/v1/campaigns/1/periods/2026-09/reports'
  const taken = ({ body, query }: Asked) => {
    const { reports } = body as { reports: { project: string; text: string; quantity: string }[] }
    const dry = query.get('dry_run') === 'true'
    return json({
      dry_run: dry,
      rows: dry
        ? reports.map((one) => ({ project: one.project, quantity: null, problems: [] }))
        : [],
      cells: dry
        ? []
        : reports.map((one) => ({
            project: one.project,
            cell: cell({ state: 'reported', report: { ...report, text: one.text } }),
          })),
    })
  }

  it('takes cells from Excel over both columns and sends all of them at once, as they were typed', async () => {
    const { asked } = network({ [all]: taken })
    const { wrapper } = await mountPage(ReportGrid, { board: two() })
    const event = paste(wrapper.find('input').element, '1,020.50\t主体封顶\n98\t完成 98 户\n')
    await flushPromises()
    expect(event.defaultPrevented).toBe(true)
    expect(wrapper.findAll('input').map((one) => one.element.value)).toEqual(['1,020.50', '98'])
    expect(asked).toEqual([])
    await wrapper.find('button.primary').trigger('click')
    await flushPromises()
    expect(asked).toHaveLength(1)
    expect(asked[0]!.query.get('dry_run')).toBe('false')
    expect(asked[0]!.body).toEqual({
      reports: [
        { project: '1', text: '主体封顶', quantity: '1,020.50' },
        { project: '2', text: '完成 98 户', quantity: '98' },
      ],
    })
    expect(wrapper.emitted('changed')).toHaveLength(2)
    wrapper.unmount()
  })

  it('shows my confirmed rows, but closed; what has no place is told before anything is pasted', async () => {
    const { wrapper } = await mountPage(ReportGrid, {
      board: board([item('1', { cell: confirmed }), item('2', { acts: ['report_actual'] })]),
      mine: new Map([
        ['1', ['report_actual']],
        ['2', ['report_actual']],
      ]),
    })
    paste(wrapper.findAll('input')[0]!.element, '1\ta\n2\tb\n3\tc')
    await flushPromises()
    expect(wrapper.findAll('input').map((one) => one.element.value)).toEqual(['102', ''])
    expect(wrapper.find('.pending').text()).toContain('2 格超出表格边缘')
    expect(wrapper.find('.pending').text()).toContain('2 格所在行已确认')
    await wrapper.find('.pending button').trigger('click')
    expect(wrapper.findAll('input').map((one) => one.element.value)).toEqual(['102', '2'])
    expect(wrapper.findAll('input').map((one) => one.element.disabled)).toEqual([true, false])
    wrapper.unmount()
  })

  it('marks the cell that the server finds wrong while one types, and all cells of a refused batch', async () => {
    vi.useFakeTimers()
    const detail = '不是数字；请只填阿拉伯数字。'
    network({
      [all]: (one) =>
        one.query.get('dry_run') === 'true'
          ? json({
              dry_run: true,
              rows: [
                {
                  project: '1',
                  quantity: null,
                  problems: [{ where: '/quantity', word: 'quantity_not_a_number', detail }],
                },
              ],
              cells: [],
            })
          : refusal(422, 'reports_not_taken', '整批都没有报送。', [
              { where: 'project 1/text', word: 'text_missing', detail: '请填写完成情况。' },
            ]),
    })
    const { wrapper } = await mountPage(ReportGrid, { board: two() })
    await wrapper.find('input').setValue('三千')
    await vi.advanceTimersByTimeAsync(600)
    await flushPromises()
    expect(wrapper.find('input').attributes('aria-invalid')).toBe('true')
    expect(wrapper.text()).toContain(detail)
    await wrapper.find('button.primary').trigger('click')
    await flushPromises()
    expect(wrapper.find('textarea').attributes('aria-invalid')).toBe('true')
    expect(wrapper.find('.error-note').text()).toContain('整批都没有报送。')
    expect(wrapper.emitted('changed')).toBe(undefined)
    vi.useRealTimers()
  })

  it('keeps the text through a lost line and a reload of the page', async () => {
    vi.useFakeTimers()
    network({ [all]: lineDown })
    const first = await mountPage(ReportGrid, { board: two() })
    await first.wrapper.find('textarea').setValue('主体封顶')
    await first.wrapper.find('button.primary').trigger('click')
    await vi.runAllTimersAsync()
    await flushPromises()
    expect(first.wrapper.text()).toContain('没有连上服务器')
    expect(first.wrapper.text()).toContain('您填写的内容还在')
    expect(first.wrapper.find('textarea').element.value).toBe('主体封顶')
    first.wrapper.unmount()
    const second = await mountPage(ReportGrid, { board: two() })
    expect(second.wrapper.find('textarea').element.value).toBe('主体封顶')
  })

  it('lets others change a row that I have not touched, and mine stays mine', async () => {
    const { wrapper } = await mountPage(ReportGrid, { board: two() })
    await wrapper.findAll('textarea')[0]!.setValue('我的')
    const theirs = cell({ state: 'reported', report: { ...report, text: '别人的' } })
    await wrapper.setProps({
      board: board([
        item('1', { acts: ['report_actual'], cell: theirs }),
        item('2', { acts: ['report_actual'], cell: theirs }),
      ]),
    })
    await flushPromises()
    expect(wrapper.findAll('textarea').map((one) => one.element.value)).toEqual(['我的', '别人的'])
    wrapper.unmount()
  })
})

describe('confirming', () => {
  it('keeps my rows in sight after their turn, and others’ rows out', async () => {
    const { wrapper } = await mountPage(ConfirmList, {
      board: board([item('1', { cell: confirmed }), item('2', { cell: confirmed })]),
      mine: new Map([['1', ['confirm_report']]]),
    })
    expect(wrapper.findAll('tbody tr')).toHaveLength(1)
    expect(wrapper.text()).toContain('已确认')
    expect(wrapper.find('button').exists()).toBe(false)
  })

  it('is one tap, and a refusal is shown at its row', async () => {
    const reported = cell({ state: 'reported', report })
    const { asked } = network({
      [at('1', 'confirmation')]: () => refusal(409, 'not_reported', '上报已被撤回。'),
    })
    const { wrapper } = await mountPage(ConfirmList, {
      board: board([item('1', { acts: ['confirm_report'], cell: reported })]),
    })
    await wrapper.find('button.plain').trigger('click')
    await flushPromises()
    expect(asked).toHaveLength(1)
    expect(wrapper.text()).toContain('上报已被撤回。')
    expect(wrapper.emitted('changed')).toBeUndefined()
  })
})

describe('the verdicts', () => {
  const mine = (id: string, more = {}) =>
    item(id, { acts: ['determine'], cell: confirmed, ...more })
  const missed = {
    proposal: { verdict: 'missed', card: 'yellow', why: '未完成', barrier: null, takeable: false },
  }

  it('of a barred project cannot be given, and the page says why', async () => {
    const { wrapper } = await mountPage(VerdictTable, {
      board: board([item('1', { cell: confirmed, barred: '您在主责单位任职，须回避。' })]),
    })
    expect(wrapper.findAll('input[type="radio"]')).toHaveLength(0)
    expect(wrapper.text()).toContain('您在主责单位任职，须回避。')
  })

  const press = (key: string) =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))

  it('who is asked for a figure gives it, and nothing else; what is no number does not go out', async () => {
    const place = (id: string) => `PUT /api/v1/projects/${id}/periods/2026-09/figures`
    const { asked } = network({
      [place('1')]: () => json(cell()),
      [place('2')]: () => json(cell()),
    })
    const measure = {
      measure: 'complaints',
      title: '群众反映',
      unit: 'count' as const,
      asked_of: '总指挥部',
      grades: [],
    }
    const { wrapper } = await mountPage(VerdictTable, {
      board: board([item('1', { gives: ['complaints'] }), item('2', { gives: ['complaints'] })], {
        asked: [measure],
      }),
    })
    const fields = wrapper.findAll('.asked input')
    await fields[0]!.setValue('3')
    await fields[1]!.setValue('viel')
    for (const give of wrapper.findAll('button').filter((one) => one.text() === '填报'))
      await give.trigger('click')
    await flushPromises()
    expect(asked.map((one) => [one.path.split('/')[4], one.body])).toEqual([
      ['1', { figures: { complaints: '3' } }],
    ])
    expect(wrapper.find('input[type="radio"]').exists()).toBe(false)
  })

  it('go by keyboard: J to the row, a digit for the verdict, Enter after the reason', async () => {
    const { asked } = network({
      [at('2', 'determination')]: () => json({ ...confirmed, state: 'determined', determination }),
    })
    const { wrapper } = await mountPage(VerdictTable, { board: board([mine('1'), mine('2')]) })
    press('3')
    expect(wrapper.find('textarea').exists()).toBe(false)
    press('j')
    press('j')
    press('3')
    await flushPromises()
    expect(document.activeElement?.id).toBe('reason-2')
    const reason = wrapper.find('#reason-2')
    await reason.setValue('沟槽返工')
    await reason.trigger('keydown', { key: 'Enter', isComposing: true })
    expect(asked).toEqual([])
    await reason.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(asked.map((one) => one.body)).toEqual([
      { verdict: 'missed', verified_quantity: '102', reason: '沟槽返工' },
    ])
    wrapper.unmount()
  })

  it('paste from the office’s own table, in words, rows found by their number', async () => {
    const { asked } = network({})
    const { wrapper } = await mountPage(VerdictTable, {
      board: board([mine('1'), mine('2'), item('3', { barred: '须回避' })]),
    })
    paste(
      wrapper.find('td.give').element,
      'N-2\t超额\t120\t现场核实\nN-1\t未完成\t80\t停工\nN-3\t完成\t1\t',
    )
    await flushPromises()
    expect(wrapper.find('.pending').text()).toContain('格所在行已确认或不归您填写')
    await wrapper.find('.pending button').trigger('click')
    const chosen = wrapper
      .findAll<HTMLInputElement>('input[type="radio"]')
      .filter((one) => one.element.checked)
    expect(chosen.map((one) => one.element.value)).toEqual(['missed', 'exceeded'])
    expect(wrapper.find<HTMLTextAreaElement>('#reason-2').element.value).toBe('现场核实')
    expect(asked).toEqual([])
    wrapper.unmount()
  })

  it('take a proposal with the claimed quantity in one tap', async () => {
    const { asked } = network({
      [at('1', 'determination')]: () => json({ ...confirmed, state: 'determined', determination }),
    })
    const { wrapper } = await mountPage(VerdictTable, { board: board([mine('1')]) })
    await wrapper.find('button.take').trigger('click')
    await flushPromises()
    expect(asked.map((one) => one.body)).toEqual([{ verdict: 'met', verified_quantity: '102' }])
    expect(wrapper.emitted('changed')).toHaveLength(1)
  })

  it('do not take a proposal that waits for something, and the page says for what', async () => {
    const barrier = '报送还没有经指挥部确认，不能认定为完成。'
    const { asked } = network({
      [at('2', 'determination')]: () => json({ ...confirmed, state: 'determined', determination }),
    })
    const waits = mine('1', { proposal: { verdict: 'met', card: 'blue', why: '', barrier } })
    const { wrapper } = await mountPage(VerdictTable, { board: board([waits, mine('2')]) })
    const [first, second] = wrapper.findAll('button.take')
    expect(first!.attributes('disabled')).toBeDefined()
    expect(second!.attributes('disabled')).toBeUndefined()
    const told = document.getElementById(first!.attributes('aria-describedby')!)
    expect(told?.textContent?.trim()).toBe(barrier)
    const all = wrapper.findAll('button').find((one) => one.text().startsWith('采纳全部'))!
    expect(all.text()).toContain('1')
    await all.trigger('click')
    await flushPromises()
    expect(asked.map((one) => one.path.split('/')[4])).toEqual(['2'])
  })

  it('take a proposed miss only with a reason', async () => {
    const { asked } = network({
      [at('1', 'determination')]: () => json({ ...confirmed, state: 'determined', determination }),
    })
    const { wrapper } = await mountPage(VerdictTable, { board: board([mine('1', missed)]) })
    await wrapper.find('button.take').trigger('click')
    await flushPromises()
    expect(asked).toEqual([])
    expect(document.activeElement?.id).toBe('reason-1')
    await wrapper.find('#reason-1').setValue('征地 6 户未签')
    await wrapper.find('.details button').trigger('click')
    await flushPromises()
    expect(asked.map((one) => one.body)).toEqual([
      { verdict: 'missed', verified_quantity: '102', reason: '征地 6 户未签' },
    ])
  })

  it('take all undecided proposals, but no miss and nothing twice', async () => {
    const answer = () => json({ ...confirmed, state: 'determined', determination })
    const { asked } = network({
      [at('1', 'determination')]: answer,
      [at('3', 'determination')]: answer,
    })
    const given = { ...confirmed, state: 'determined' as const, determination }
    const { wrapper } = await mountPage(VerdictTable, {
      board: board([mine('1'), mine('2', missed), mine('3'), mine('4', { cell: given })]),
    })
    await wrapper
      .findAll('button')
      .find((one) => one.text().startsWith('采纳全部'))!
      .trigger('click')
    await flushPromises()
    expect(asked.map((one) => one.path.split('/')[4])).toEqual(['1', '3'])
  })
})

describe('publishing', () => {
  const ready = {
    state: 'determined',
    may_publish: { allowed: true, word: null, detail: null },
  } as const

  it('names what is missing and does not offer what would be refused', async () => {
    const { wrapper } = await mountPage(PublishDialog, {
      board: board([item('1'), item('2')]),
      modelValue: true,
    })
    expect(wrapper.text()).toContain('还有 2 个项目没有认定')
    expect(wrapper.text()).toContain('项目1')
    expect(wrapper.find('button.seal-button').attributes('disabled')).toBeDefined()
  })

  it('shows the server’s sentence with every missing verdict when the page was behind', async () => {
    const items = [{ where: 'project 2', word: 'verdict_missing', detail: '项目2没有认定' }]
    const { asked } = network({
      'POST /api/v1/campaigns/1/periods/2026-09/publication': () =>
        refusal(409, 'verdicts_missing', '还有 1 个项目没有认定，不能公示。', items),
    })
    const { wrapper } = await mountPage(PublishDialog, {
      board: board([item('1')], { ...ready, missing: [] }),
      modelValue: true,
    })
    await wrapper.find('button.seal-button').trigger('click')
    await flushPromises()
    expect(asked).toHaveLength(1)
    expect(wrapper.text()).toContain('还有 1 个项目没有认定，不能公示。')
    expect(wrapper.text()).toContain('项目2没有认定')
    expect(wrapper.emitted('published')).toBeUndefined()
  })

  it('publishes under a key and says so', async () => {
    const { asked } = network({
      'POST /api/v1/campaigns/1/periods/2026-09/publication': () => json({}, 201),
    })
    const { wrapper } = await mountPage(PublishDialog, {
      board: board([item('1')], { ...ready, missing: [] }),
      modelValue: true,
    })
    await wrapper.find('textarea').setValue('按期公示')
    await wrapper.find('button.seal-button').trigger('click')
    await flushPromises()
    expect(asked[0]!.body).toEqual({ remark: '按期公示' })
    expect(asked[0]!.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/)
    expect(wrapper.emitted('published')).toHaveLength(1)
  })
})

describe('correcting', () => {
  const line = {
    project: {
      id: '1',
      number: 'N-1',
      name: '项目1',
      unit_of_quantity: '户',
      lead_unit: '石桥镇',
      command_post: '一部',
    },
    card: { card: 'blue', verdict: 'met', why: '', missed_run: 0, shown: null, corrections: [] },
  }
  const place = 'POST /api/v1/campaigns/1/periods/2026-09/corrections'
  const changes = [
    { period: '2026-09', before: 'blue', after: 'yellow', why: '9月未完成' },
    { period: '2026-10', before: 'yellow', after: 'red', why: '连续两月未完成' },
  ]
  const roll_ups = [
    {
      period: '2026-09',
      subject: 'unit',
      id: '7',
      name: '石桥镇',
      before: 'blue',
      after: 'yellow',
      why: '未完成1项',
    },
  ]

  it('the cause and the figures of the rules can be put right, what is changed beside it', async () => {
    const ruled = board(
      [item('1', { cell: cell({ determination }), asked: { complaints: '0' } })],
      {
        asked: [
          {
            measure: 'complaints',
            title: '群众反映',
            unit: 'count',
            asked_of: '总指挥部',
            grades: [],
          },
        ],
        causes: [{ cause: 'typhoon', title: '台风', asks_evidence: true, asks_document: false }],
      },
    )
    const { asked } = network({
      [place]: () =>
        json({
          number: 0,
          changes,
          roll_ups: [],
          figures: [{ measure: 'complaints', title: '群众反映', before: '0件', after: '3件' }],
        }),
      'GET /api/v1/campaigns/1/periods/2026-09': () => json(ruled),
    })
    const { wrapper } = await mountPage(CorrectionDialog, {
      modelValue: true,
      campaign: '1',
      period: '2026-09',
      line,
    })
    await wrapper.find('select').setValue('typhoon')
    await wrapper.find('.cause input').setValue('气象局通报')
    const complaints = wrapper
      .findAll('label')
      .find((one) => one.text().includes('群众反映'))!
      .find('input')
    await complaints.setValue('3')
    await wrapper.find('textarea').setValue('复核')
    await wrapper
      .findAll('button')
      .find((one) => one.text() === '先看影响')!
      .trigger('click')
    await flushPromises()
    expect(asked.find((one) => one.method === 'POST')!.body).toEqual({
      project: '1',
      verdict: 'met',
      verified_quantity: '102',
      reason: '复核',
      cause: 'typhoon',
      cause_evidence: '气象局通报',
      asked: { complaints: '3' },
    })
    expect(wrapper.find('.preview').text()).toContain('0件 → 3件')
  })

  it('looks first, names every card, and only then acts; a change of mind looks again', async () => {
    const { asked } = network({
      [place]: () => json({ number: 0, changes, roll_ups, figures: [] }),
      'GET /api/v1/campaigns/1/periods/2026-09': () =>
        json(board([item('1', { cell: cell({ determination }) })])),
    })
    const posts = () => asked.filter((one) => one.method === 'POST')
    const { wrapper } = await mountPage(CorrectionDialog, {
      modelValue: true,
      campaign: '1',
      period: '2026-09',
      line,
    })
    await wrapper.find('input[value="missed"]').setValue()
    expect(wrapper.find<HTMLInputElement>('.short input').element.value).toBe('102')
    await wrapper.find('.short input').setValue('98')
    await wrapper.find('textarea').setValue('核查未实际完成')
    const press = (text: string) =>
      wrapper
        .findAll('button')
        .find((one) => one.text() === text)!
        .trigger('click')
    await press('先看影响')
    await flushPromises()
    expect(posts()[0]!.query.get('dry_run')).toBe('true')
    expect(wrapper.findAll('.preview tbody tr')).toHaveLength(3)
    expect(wrapper.find('.preview').text()).toContain('石桥镇')
    expect(wrapper.find('.preview').text()).toContain('连续两月未完成')
    await wrapper.find('textarea').setValue('核查：未实际完成')
    expect(wrapper.find('.preview').exists()).toBe(false)
    await press('先看影响')
    await flushPromises()
    await press('公示更正')
    await flushPromises()
    expect(posts().map((one) => one.query.get('dry_run'))).toEqual(['true', 'true', 'false'])
    expect(posts()[0]!.headers.get('Idempotency-Key')).toBe(null)
    expect(posts()[2]!.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/)
    expect(posts()[2]!.body).toEqual({
      project: '1',
      verdict: 'missed',
      verified_quantity: '98',
      reason: '核查：未实际完成',
    })
    expect(wrapper.emitted('corrected')).toHaveLength(1)
  })
})
