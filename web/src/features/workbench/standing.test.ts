import { describe, expect, it } from 'vitest'
import type { Campaign, Publication } from '@/api/types'
import { board, cell, confirmation, determination, item, report } from '@/testing/samples'
import { laggingOf, stagesOf, tasksOf, type Standing } from './standing'

const campaign = {
  id: '1',
  title: '作战',
  today: '2026-09-20',
  project_count: 3,
  phases: [
    { title: '动员', starts_on: '2026-01-01', ends_on: '2026-02-28' },
    { title: '攻坚', starts_on: '2026-03-01', ends_on: '2026-09-22' },
  ],
} as Campaign
const standing = (more: Partial<Standing> = {}): Standing => ({
  campaign,
  board: null,
  publication: null,
  mine: [],
  ...more,
})
const reported = cell({ state: 'reported', report })
const confirmed = cell({ state: 'confirmed', report, confirmation })
const done = cell({ state: 'determined', report, confirmation, determination })

describe('what waits', () => {
  it('names the act, the first projects and the way there', () => {
    const items = ['1', '2', '3', '4'].map((id) => item(id, { acts: ['report_actual'] }))
    const tasks = tasksOf(standing({ board: board(items) }), () => true)
    expect(tasks).toEqual([
      {
        kind: 'report',
        count: 4,
        names: ['项目1', '项目2', '项目3'],
        to: '/campaigns/1/periods/2026-09?tab=report',
      },
    ])
  })

  it('without projects it is the import, for those who may', () => {
    const empty = standing({ campaign: { ...campaign, project_count: 0 } })
    expect(tasksOf(empty, (act) => act === 'import_plan')[0]!.kind).toBe('import')
    expect(tasksOf(empty, () => false)).toEqual([])
  })

  it('publication comes when the server allows it, nothing after it', () => {
    const ready = board([item('1', { cell: done })], {
      may_publish: { allowed: true, word: null, detail: null },
    })
    expect(tasksOf(standing({ board: ready }), () => true).map((one) => one.kind)).toEqual([
      'publish',
    ])
    expect(tasksOf(standing({ board: { ...ready, state: 'published' } }), () => true)).toEqual([])
  })
})

it('the stages count what has come so far; without a plan there is only a verdict to give', () => {
  const items = [
    item('1'),
    item('2', { cell: reported }),
    item('3', { cell: confirmed }),
    item('4', { cell: done }),
    item('5', { cell: cell({ plan: null }) }),
    item('6', { cell: cell({ on_wall: false }) }),
  ]
  expect(stagesOf(board(items)).map((one) => [one.done, one.all])).toEqual([
    [3, 4],
    [2, 4],
    [1, 5],
  ])
})

it('what lags stands in the order of the server', () => {
  const publication = {
    cards: ['1', '2', '3'].map((id) => ({ project: { id } })),
    lagging: ['3', '2'],
  } as unknown as Publication
  expect(laggingOf(publication).map((one) => one.project.id)).toEqual(['3', '2'])
})
