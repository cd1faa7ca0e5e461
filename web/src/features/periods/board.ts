// What a period's board says to the person who looks at it. Which acts are allowed is the server's word (`acts`, `barred`,
// `may_publish`); this only counts and sorts.
import type { BoardItem, PeriodBoard, PeriodState, PeriodSummary } from '@/api/types'

export type Tab = 'report' | 'confirm' | 'determine' | 'published'

export function isPublished(state: PeriodState): boolean {
  return state === 'published' || state === 'corrected'
}

/** The period under way: the first that is not published; when all are, the last one. */
export function currentPeriod(periods: readonly PeriodSummary[]): PeriodSummary | null {
  return periods.find((one) => !isPublished(one.state)) ?? periods.at(-1) ?? null
}

/** The latest published period. */
export function latestPublished(periods: readonly PeriodSummary[]): PeriodSummary | null {
  return periods.findLast((one) => isPublished(one.state)) ?? null
}

type Act = BoardItem['acts'][number]

/** What I may do on each project whatever the state of the period: my rows stay in sight when their turn is over. */
export type Mine = ReadonlyMap<string, readonly string[]>

/** What is done on a tab. */
export const kActs = {
  report: 'report_actual',
  confirm: 'confirm_report',
  determine: 'determine',
} as const satisfies Partial<Record<Tab, Act>>

export function isMine(item: BoardItem, act: Act, mine: Mine): boolean {
  return item.acts.includes(act) || (mine.get(item.project.id)?.includes(act) ?? false)
}

/** Those on which this act is mine to do next. */
export function waiting(board: PeriodBoard, act: Act): BoardItem[] {
  return board.items.filter((item) => item.waits.includes(act))
}

export interface Progress {
  done: number
  all: number
}

export function verdictProgress(board: PeriodBoard): Progress {
  const onWall = board.items.filter((item) => item.cell.on_wall)
  const done = onWall.filter((item) => item.cell.determination !== null).length
  return { done, all: onWall.length }
}

/** The proposals that I can take as they stand. */
export function takeable(board: PeriodBoard): BoardItem[] {
  return board.items.filter(
    (item) => item.acts.includes('determine') && item.proposal.takeable && !item.cell.determination,
  )
}

/** The tabs that make sense for this person, and the one to open first. */
export function tabsFor(board: PeriodBoard, mine: Mine = new Map()): { tabs: Tab[]; first: Tab } {
  if (isPublished(board.state)) return { tabs: ['published'], first: 'published' }
  const may = (act: Act) => board.items.some((one) => isMine(one, act, mine))
  const tabs: (keyof typeof kActs)[] = []
  if (may('report_actual')) tabs.push('report')
  if (may('confirm_report')) tabs.push('confirm')
  tabs.push('determine')
  const first = tabs.find((tab) => waiting(board, kActs[tab]).length > 0) ?? tabs[0]!
  return { tabs, first }
}

export function replaceCell(board: PeriodBoard, project: string, cell: BoardItem['cell']) {
  return {
    ...board,
    items: board.items.map((item) =>
      item.project.id === project ? { ...item, cell, waits: [] } : item,
    ),
  }
}
