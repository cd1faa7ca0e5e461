// What the workbench says about a campaign to one person: what waits, how far the month has come, what is due. Which acts are
// allowed, what is due and what lags is the server's word; this counts and names the next step.
import type { Campaign, Cell, PeriodBoard, Project, Publication } from '@/api/types'
import { isPublished, kActs, waiting } from '@/features/periods/board'
import type { CampaignAct } from '@/features/session/session_store'

export interface Standing {
  campaign: Campaign
  board: PeriodBoard | null
  /** Of the latest published period. */
  publication: Publication | null
  /** Those that I report or confirm. */
  mine: Project[]
}

export type TaskKind = 'import' | 'report' | 'confirm' | 'determine' | 'publish'

export interface Task {
  kind: TaskKind
  count: number | null
  /** The first of the projects that wait. */
  names: string[]
  to: string
}

const kNamesMax = 3

export function tasksOf({ campaign, board }: Standing, may: (act: CampaignAct) => boolean): Task[] {
  const base = `/campaigns/${campaign.id}`
  if (campaign.project_count === 0)
    return may('import_plan')
      ? [{ kind: 'import', count: null, names: [], to: `${base}/import` }]
      : []
  if (!board || isPublished(board.state)) return []
  const place = `${base}/periods/${board.period}?tab=`
  const tasks: Task[] = (['report', 'confirm', 'determine'] as const)
    .map((kind) => [kind, waiting(board, kActs[kind])] as const)
    .filter(([, items]) => items.length > 0)
    .map(([kind, items]) => ({
      kind,
      count: items.length,
      names: items.slice(0, kNamesMax).map((one) => one.project.name),
      to: place + kind,
    }))
  if (board.may_publish.allowed)
    tasks.push({ kind: 'publish', count: null, names: [], to: `${place}determine` })
  return tasks
}

export interface Stage {
  key: 'reported' | 'confirmed' | 'determined'
  done: number
  all: number
}

/** How many of the month's projects have come so far. Without a plan there is nothing to report or confirm, only a verdict. */
export function stagesOf(board: PeriodBoard): Stage[] {
  const cells = board.items.map((one) => one.cell).filter((one) => one.on_wall)
  const planned = cells.filter((one) => one.plan !== null)
  const stage = (key: Stage['key'], of: typeof cells, test: (cell: Cell) => boolean): Stage => ({
    key,
    done: of.filter(test).length,
    all: of.length,
  })
  return [
    stage('reported', planned, (cell) => cell.report !== null),
    stage('confirmed', planned, (cell) => cell.confirmation !== null),
    stage('determined', cells, (cell) => cell.determination !== null),
  ]
}

/** What lags in the latest published period, in the server's order. */
export function laggingOf(publication: Publication): Publication['cards'] {
  const cards = new Map(publication.cards.map((one) => [one.project.id, one]))
  return publication.lagging.flatMap((id) => cards.get(id) ?? [])
}
