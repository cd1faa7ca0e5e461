import { describe, expect, it } from 'vitest'
import type { PeriodSummary } from '@/api/types'
import { board, cell, confirmation, determination, item, report } from '@/testing/samples'
import {
  currentPeriod,
  latestPublished,
  replaceCell,
  tabsFor,
  takeable,
  waiting,
  verdictProgress,
} from './board'
import { determinationOf, obstacle, reasonRule, savedFields } from './verdict_draft'

const reported = cell({ state: 'reported', report })
const confirmed = cell({ state: 'confirmed', report, confirmation })
const determined = cell({ state: 'determined', report, confirmation, determination })
const period = (name: string, state: PeriodSummary['state']): PeriodSummary => ({
  period: name,
  label: name,
  state,
  ahead: false,
  blue: 0,
  green: 0,
  yellow: 0,
  orange: 0,
  red: 0,
})

describe('the current period', () => {
  it('is the first that is not published', () => {
    const year = [
      period('1', 'published'),
      period('2', 'corrected'),
      period('3', 'reported'),
      period('4', 'planned'),
    ]
    expect(currentPeriod(year)?.period).toBe('3')
    expect(latestPublished(year)?.period).toBe('2')
  })
  it('is the last one when the year is over, none when there is none', () => {
    expect(currentPeriod([period('1', 'published'), period('2', 'published')])?.period).toBe('2')
    expect(currentPeriod([])).toBe(null)
    expect(latestPublished([period('1', 'planned')])).toBe(null)
  })
})

describe('what waits', () => {
  const mixed = board([
    item('1', { acts: ['report_actual'] }),
    item('2', { acts: ['report_actual'], cell: reported }),
    item('3', { acts: ['confirm_report'], cell: reported }),
    item('4', { acts: ['confirm_report'], cell: confirmed }),
    item('5', { acts: ['determine'], cell: confirmed }),
    item('6', { acts: ['determine'], cell: determined }),
    item('7', { acts: [], cell: confirmed, barred: '须回避' }),
    item('8', { cell: cell({ on_wall: false }) }),
    item('9', { acts: ['report_actual'], cell: cell({ plan: null }) }),
  ])
  const ids = (list: { project: { id: string } }[]) => list.map((one) => one.project.id)

  it('is what the server says; what I have just done no longer waits', () => {
    const two = board([
      item('1', { acts: ['determine'], waits: [] }),
      item('2', { acts: ['determine', 'report_actual'], waits: ['determine'] }),
    ])
    expect(ids(waiting(two, 'determine'))).toEqual(['2'])
    expect(waiting(two, 'report_actual')).toEqual([])
    expect(waiting(replaceCell(two, '2', determined), 'determine')).toEqual([])
  })
  it('progress counts what is on the wall, whoever may do it', () => {
    expect(verdictProgress(mixed)).toEqual({ done: 1, all: 8 })
  })
})

describe('the tabs', () => {
  it('open where something waits', () => {
    expect(tabsFor(board([item('1', { acts: ['report_actual'] })])).first).toBe('report')
    expect(tabsFor(board([item('1', { acts: ['confirm_report'], cell: reported })])).tabs).toEqual([
      'confirm',
      'determine',
    ])
    expect(tabsFor(board([item('1', { acts: ['determine'], cell: confirmed })])).first).toBe(
      'determine',
    )
  })
  it('of an onlooker show the verdicts', () => {
    expect(tabsFor(board([item('1')]))).toEqual({ tabs: ['determine'], first: 'determine' })
  })
  it('of a published period show the publication only', () => {
    expect(
      tabsFor(board([item('1', { acts: ['determine'] })], { state: 'corrected' })).tabs,
    ).toEqual(['published'])
  })
})

describe('proposals', () => {
  it('are taken in one go where the server lets them stand and I have not judged', () => {
    const many = board([
      item('1', { acts: ['determine'], cell: confirmed }),
      item('2', {
        acts: ['determine'],
        cell: confirmed,
        proposal: { verdict: 'missed', card: 'yellow', why: '', barrier: null, takeable: false },
      }),
      item('3', {
        acts: ['determine'],
        cell: confirmed,
        proposal: { verdict: null, card: 'none', why: '', barrier: null, takeable: false },
      }),
      item('4', { acts: ['determine'], cell: determined }),
      item('5', { acts: [], cell: confirmed }),
      item('6', {
        acts: ['determine'],
        cell: reported,
        proposal: {
          verdict: 'met',
          card: 'blue',
          why: '',
          barrier: '报送还没有确认。',
          takeable: false,
        },
      }),
      item('7', {
        acts: ['determine'],
        cell: cell({ plan: null }),
        proposal: { verdict: 'no_target', card: 'none', why: '', barrier: null, takeable: true },
      }),
    ])
    expect(takeable(many).map((one) => one.project.id)).toEqual(['1', '7'])
  })
})

describe('a verdict before it is given', () => {
  const one = item('1', { acts: ['determine'], cell: confirmed })

  it('starts without a verdict but with the claimed quantity', () => {
    expect(savedFields(one)).toMatchObject({ verdict: '', verified: '102', reason: '' })
    expect(savedFields(item('1', { cell: determined })).verdict).toBe('met')
  })
  it.each([
    ['', '102', '', 'verdict'],
    ['met', '102', '', null],
    ['met', 'viel', '', 'verified'],
    ['exceeded', '102', '', 'reason'],
    ['exceeded', '102', '  ', 'reason'],
    ['exceeded', '102', '提前完成', null],
    ['missed', '80', '', 'reason'],
    ['no_target', '102', '', 'reason'],
    ['met', '', '', null],
  ])('%j %j %j: %j', (verdict, verified, reason, expected) => {
    expect(obstacle(one, { verdict, verified, reason })).toBe(expected)
  })
  it('a proposed miss needs a reason too', () => {
    const missed = item('1', {
      proposal: { verdict: 'missed', card: 'yellow', why: '', barrier: null, takeable: false },
    })
    expect(obstacle(missed, { verdict: 'missed', verified: '', reason: '' })).toBe('reason')
    expect(obstacle(missed, { verdict: 'met', verified: '', reason: '' })).toBe('reason')
  })
  it('without a proposal only a miss needs a reason', () => {
    const words = item('1', {
      proposal: { verdict: null, card: 'none', why: '', barrier: null, takeable: false },
    })
    const rule = (verdict: string) => reasonRule(words, { verdict, verified: '', reason: '' })
    expect(['', 'exceeded', 'met', 'missed', 'no_target'].map(rule)).toEqual([
      'optional',
      'optional',
      'optional',
      'required',
      'optional',
    ])
  })
  it('with another figure than the proposed one leaves the rule to the server', () => {
    const given = item('1', { acts: ['determine'], cell: determined })
    const rule = (verified: string) =>
      reasonRule(given, { verdict: 'exceeded', verified, reason: '' })
    expect(rule('1０2.0')).toBe('required')
    expect(rule('130')).toBe('if_differs')
    expect(rule('')).toBe('if_differs')
    expect(obstacle(given, { verdict: 'exceeded', verified: '130', reason: '' })).toBe(null)
    expect(obstacle(given, { verdict: 'missed', verified: '13', reason: '' })).toBe('reason')
  })
  it('goes out in the words of the contract', () => {
    expect(determinationOf({ verdict: 'missed', verified: '1,080', reason: ' 征地 ' })).toEqual({
      verdict: 'missed',
      verified_quantity: '1080',
      reason: '征地',
    })
    const asked = [
      {
        measure: 'grade',
        title: '评判',
        unit: 'grade' as const,
        asked_of: '跟踪组',
        grades: ['好'],
      },
    ]
    const fields = savedFields({ ...one, gives: ['grade'], asked: { grade: '0' } }, asked)
    expect(determinationOf(fields).asked).toEqual({ grade: '0' })
    expect(determinationOf(savedFields({ ...one, gives: ['grade'] }, asked)).asked).toEqual({
      grade: null,
    })
    expect(determinationOf(savedFields(one, asked)).asked).toBeUndefined()
    expect(obstacle(one, { ...fields, verdict: 'met', 'asked grade': 'x' })).toBe('asked')
    const found = { ...fields, cause: 'typhoon', evidence: ' 通报 ', document: '' }
    expect(determinationOf(found)).toMatchObject({ cause: 'typhoon', cause_evidence: '通报' })
    expect(determinationOf({ ...found, cause: '' })).not.toHaveProperty('cause_evidence')
    expect(determinationOf({ verdict: 'no_target', verified: '', reason: '' })).toEqual({
      verdict: 'no_target',
      verified_quantity: null,
    })
  })
})
