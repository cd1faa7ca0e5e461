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

export function isMine(item: BoardItem, act: Act, mine: Mine): boolean {
  return item.acts.includes(act) || (mine.get(item.project.id)?.includes(act) ?? false)
}

export function toReport(board: PeriodBoard): BoardItem[] {
  return board.items.filter(
    (item) =>
      item.acts.includes('report_actual') && item.cell.report === null && item.cell.plan !== null,
  )
}

export function toConfirm(board: PeriodBoard): BoardItem[] {
  return board.items.filter(
    (item) => item.acts.includes('confirm_report') && item.cell.state === 'reported',
  )
}

export function toDetermine(board: PeriodBoard): BoardItem[] {
  return board.items.filter(
    (item) => item.acts.includes('determine') && item.cell.determination === null,
  )
}

/** Of those, the ones that wait for nobody else: the report is confirmed, or there was nothing to report. */
export function readyToDetermine(board: PeriodBoard): BoardItem[] {
  return toDetermine(board).filter(({ cell }) => cell.confirmation !== null || cell.plan === null)
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

/** The proposals that can be taken as they stand: nothing given yet, no barrier, and a verdict that asks for no reason. */
export function takeable(board: PeriodBoard): BoardItem[] {
  return toDetermine(board).filter(
    ({ proposal: { verdict, barrier } }) =>
      verdict !== null && verdict !== 'missed' && barrier === null,
  )
}

/** The tabs that make sense for this person, and the one to open first. */
export function tabsFor(board: PeriodBoard, mine: Mine = new Map()): { tabs: Tab[]; first: Tab } {
  if (isPublished(board.state)) return { tabs: ['published'], first: 'published' }
  const may = (act: Act) => board.items.some((one) => isMine(one, act, mine))
  const tabs: Tab[] = []
  if (may('report_actual')) tabs.push('report')
  if (may('confirm_report')) tabs.push('confirm')
  tabs.push('determine')
  const waiting: [Tab, number][] = [
    ['report', toReport(board).length],
    ['confirm', toConfirm(board).length],
    ['determine', toDetermine(board).length],
  ]
  const first = waiting.find(([tab, count]) => count > 0 && tabs.includes(tab))?.[0] ?? tabs[0]!
  return { tabs, first }
}

export function replaceCell(board: PeriodBoard, project: string, cell: BoardItem['cell']) {
  return {
    ...board,
    items: board.items.map((item) => (item.project.id === project ? { ...item, cell } : item)),
  }
}
