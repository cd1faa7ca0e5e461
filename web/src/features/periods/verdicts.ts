// The verdicts of a month as a sheet: drafts, what goes out, what the engine proposes and is taken. The server has the last word on
// each; a refusal stands at its row.
import { computed, nextTick, reactive, ref, watch, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { asFailure, type Failure } from '@/api/failure'
import { kVerdicts, type BoardItem, type Cell, type PeriodBoard } from '@/api/types'
import { isManyCells } from '@/ui/sheet/cells'
import { quoted, useSheet } from '@/ui/sheet/sheet'
import { takeable } from './board'
import { useDraft, type Draft } from './drafts'
import {
  determinationOf,
  figuresOf,
  figuresWrong,
  hasQuantity,
  obstacle,
  reasonRule,
  savedFields,
  type VerdictFields,
} from './verdict_draft'
import { sendDetermination, sendFigures } from './writes'

type Column = 'verdict' | 'verified' | 'reason'

export function useVerdicts(
  board: () => PeriodBoard,
  items: ComputedRef<BoardItem[]>,
  changed: (project: string, cell: Cell) => void,
  reload: () => void,
) {
  const { t } = useI18n()
  const drafts = reactive(new Map<string, Draft<VerdictFields>>())
  const failures = reactive(new Map<string, Failure>())
  const busy = reactive(new Set<string>())
  const taking = ref(false)

  watch(
    () => board().items,
    (list) => {
      for (const item of list) {
        const id = item.project.id
        const known = drafts.get(id)
        const saved = savedFields(item, board().asked)
        if (known) known.rebase(saved)
        else drafts.set(id, useDraft(`verdict ${id} ${board().period}`, saved))
      }
    },
    { immediate: true },
  )

  const draftOf = (item: BoardItem) => drafts.get(item.project.id)!.draft
  const mine = (item: BoardItem) => item.acts.includes('determine') && item.barred === null
  const isDirty = (item: BoardItem) => drafts.get(item.project.id)!.dirty()
  const sendable = (item: BoardItem) =>
    mine(item) && isDirty(item) && obstacle(item, draftOf(item)) === null
  const dirty = computed(() => items.value.filter((item) => mine(item) && isDirty(item)))

  const give = (item: BoardItem) =>
    obstacle(item, draftOf(item)) === null
      ? send(item, (id) => sendDetermination(id, board().period, determinationOf(draftOf(item))))
      : Promise.resolve(true)

  /** What only the organ that is asked may say, without a verdict. */
  const givesOnly = (item: BoardItem) => !mine(item) && item.gives.length > 0
  const putFigures = (item: BoardItem) =>
    figuresWrong(draftOf(item))
      ? Promise.resolve(true)
      : send(item, (id) => sendFigures(id, board().period, figuresOf(draftOf(item))))
  async function giveFigures(item: BoardItem): Promise<void> {
    await putFigures(item)
    if (!failures.has(item.project.id)) reload()
  }

  async function send(item: BoardItem, put: (id: string) => Promise<Cell>): Promise<boolean> {
    const id = item.project.id
    if (busy.has(id)) return true
    busy.add(id)
    failures.delete(id)
    try {
      const cell = await put(id)
      drafts.get(id)!.forget()
      changed(id, cell)
      return true
    } catch (error) {
      const failure = asFailure(error)
      failures.set(id, failure)
      return failure.kind === 'refused' && failure.status !== 401
    } finally {
      busy.delete(id)
    }
  }

  /** Takes what the engine proposes; a missed one waits for its reason, which only a person can give. */
  async function take(item: BoardItem): Promise<boolean> {
    const draft = draftOf(item)
    if (item.proposal.barrier !== null) return true
    draft.verdict = item.proposal.verdict ?? ''
    if (obstacle(item, draft) === 'reason') {
      focusReason(item)
      return true
    }
    return give(item)
  }

  async function takeAll(): Promise<void> {
    if (taking.value) return
    taking.value = true
    for (const item of takeable(board())) if (mine(item) && !(await take(item))) break
    taking.value = false
  }

  async function saveAll(): Promise<void> {
    for (const item of dirty.value) if (sendable(item) && !(await give(item))) break
    const asked = items.value.filter((item) => givesOnly(item) && isDirty(item))
    for (const item of asked) if (!(await putFigures(item))) break
    if (asked.length) reload()
  }

  // Verdict, figure and reason of a row can be pasted from the office's own table, verdicts in words.
  const itemOf = computed(() => new Map(items.value.map((item) => [item.project.id, item])))
  const verdictOf = (word: string) =>
    kVerdicts.find((one) => one === word.trim() || t(`verdict.${one}`) === word.trim()) ?? ''
  const sheet = useSheet<Column>({
    rows: () =>
      items.value.map(({ project }) => ({
        key: project.id,
        names: [project.number, project.name],
      })),
    columns: () => ['verdict', 'verified', 'reason'],
    get: (id, column) => {
      const value = drafts.get(id)!.draft[column]
      return column === 'verdict' && value ? t(`verdict.${value}`) : value
    },
    set: (id, column, value) => {
      drafts.get(id)!.draft[column] = column === 'verdict' ? verdictOf(value) : value
    },
    open: (id, column) => {
      const item = itemOf.value.get(id)!
      return mine(item) && (column !== 'verified' || hasQuantity(item))
    },
  })
  function whole(): string {
    const heads = [
      t('project.number'),
      t('project.name'),
      t('figure.plan'),
      t('figure.claimed_long'),
      t('verdict.title'),
      t('determine.verified'),
      t('correction.reason'),
    ]
    const lines = items.value.map(({ project, cell }) => [
      project.number,
      project.name,
      cell.plan?.quantity ?? cell.plan?.text ?? '',
      cell.report?.quantity ?? cell.report?.text ?? '',
      ...(['verdict', 'verified', 'reason'] as const).map((column) =>
        sheet.source.get(project.id, column),
      ),
    ])
    return [heads, ...lines].map((line) => line.map(quoted).join('\t')).join('\n')
  }
  function pasteVerdicts(event: ClipboardEvent, row: number): void {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (event.defaultPrevented || !(isManyCells(text) || verdictOf(text))) return
    event.preventDefault()
    sheet.paste({ row, column: 0 }, text)
  }

  function focusReason(item: BoardItem): void {
    void nextTick(() => document.getElementById(`reason-${item.project.id}`)?.focus())
  }
  /** A digit for a row: 1 to 4 choose the verdict, 0 takes the proposal. */
  function pick(item: BoardItem | undefined, digit: number): void {
    if (!item || !mine(item)) return
    if (digit === 0) {
      if (item.proposal.verdict && !item.cell.determination) void take(item)
      return
    }
    const verdict = kVerdicts[digit - 1]
    if (!verdict) return
    const row = item.project.id
    const before = sheet.source.get(row, 'verdict')
    sheet.apply([{ row, column: 'verdict', before, after: verdict }])
    if (reasonRule(item, draftOf(item)) === 'required') focusReason(item)
  }

  return {
    busy,
    failures,
    taking,
    sheet,
    draftOf,
    mine,
    sendable,
    give,
    givesOnly,
    giveFigures,
    take,
    takeAll,
    saveAll,
    whole,
    paste: pasteVerdicts,
    pick,
  }
}
export type Verdicts = ReturnType<typeof useVerdicts>
