// A sheet of cells that people fill as in Excel: where one stands, what is pasted and would be left out, undo and redo. Knows no
// page and no project; rows and columns are keys, values are the texts as typed.
import { computed, reactive, ref, shallowRef, type ComputedRef } from 'vue'
import { parseCells } from './cells'

export interface SheetRow {
  key: string
  /** What names this row in a clerk's own table: number, name. A pasted column of such names says which row is meant. */
  names?: readonly string[]
}

export interface SheetSource<Column extends string> {
  rows: () => readonly SheetRow[]
  columns: () => readonly Column[]
  get: (row: string, column: Column) => string
  set: (row: string, column: Column, value: string) => void
  /** Whether the cell may be changed; a locked one is shown and copied. */
  open: (row: string, column: Column) => boolean
}

export interface Change<Column extends string> {
  row: string
  column: Column
  before: string
  after: string
}

export interface PastePlan<Column extends string> {
  changes: Change<Column>[]
  /** Cells beyond the lower or right edge, of rows that are not here, and of locked rows. */
  beyond: number
  unknown: string[]
  locked: number
  /** A pasted column says which row each line is for. */
  named: boolean
}

export interface Place {
  row: number
  column: number
}

const same = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()

/** Which pasted column names the rows: at least half of its filled cells do, and at least one. */
function namingColumn(cells: readonly string[][], known: Map<string, string>): number {
  const width = Math.max(0, ...cells.map((line) => line.length))
  for (let column = 0; column < width; column += 1) {
    const filled = cells.map((line) => same(line[column] ?? '')).filter((one) => one !== '')
    const hits = filled.filter((one) => known.has(one)).length
    if (hits > 0 && hits * 2 >= filled.length) return column
  }
  return -1
}

/** What pasting would do; nothing is changed. */
export function planPaste<Column extends string>(
  source: SheetSource<Column>,
  at: Place,
  text: string,
): PastePlan<Column> {
  const cells = parseCells(text)
  const rows = source.rows()
  const columns = source.columns()
  const known = new Map(
    rows.flatMap((row) => (row.names ?? []).map((name) => [same(name), row.key])),
  )
  const naming = namingColumn(cells, known)
  const plan: PastePlan<Column> = {
    changes: [],
    beyond: 0,
    unknown: [],
    locked: 0,
    named: naming >= 0,
  }
  const place = (row: string | undefined, column: Column | undefined, value: string): void => {
    if (row === undefined || column === undefined) {
      if (value !== '') plan.beyond += 1
    } else if (!source.open(row, column)) {
      if (value !== '' && value !== source.get(row, column)) plan.locked += 1
    } else {
      plan.changes.push({ row, column, before: source.get(row, column), after: value })
    }
  }
  cells.forEach((line, down) => {
    let row = rows[at.row + down]?.key
    let values = line
    if (naming >= 0) {
      const name = (line[naming] ?? '').trim()
      row = known.get(same(name))
      // A head, a total or an empty line; a filled line that fits no row is told.
      if (row === undefined) {
        if (name !== '' && down > 0) plan.unknown.push(name)
        return
      }
      values = line.slice(naming + 1).filter((one) => !known.has(same(one)) || one.trim() === '')
    }
    values.forEach((value, right) => place(row, columns[at.column + right], value.trim()))
  })
  return plan
}

export function useSheet<Column extends string>(source: SheetSource<Column>) {
  const done = reactive<Change<Column>[][]>([]) as Change<Column>[][]
  const undone = reactive<Change<Column>[][]>([]) as Change<Column>[][]
  const focus = ref<Place>({ row: 0, column: 0 })
  /** The other corner of what is chosen. */
  const corner = ref<Place | null>(null)
  const pending = shallowRef<PastePlan<Column> | null>(null)
  let typing: Change<Column> | null = null

  const range = computed(() => {
    const a = focus.value
    const b = corner.value ?? a
    return {
      top: Math.min(a.row, b.row),
      bottom: Math.max(a.row, b.row),
      left: Math.min(a.column, b.column),
      right: Math.max(a.column, b.column),
    }
  })
  const many = computed(
    () => range.value.top !== range.value.bottom || range.value.left !== range.value.right,
  )

  function apply(changes: readonly Change<Column>[]): void {
    settle()
    const real = changes.filter((one) => one.before !== one.after)
    if (!real.length) return
    for (const one of real) source.set(one.row, one.column, one.after)
    done.push(real)
    undone.length = 0
  }

  /** A keystroke; keystrokes in one cell are one step. */
  function type(row: string, column: Column, value: string): void {
    if (typing?.row !== row || typing.column !== column) {
      settle()
      typing = { row, column, before: source.get(row, column), after: value }
    }
    typing.after = value
    source.set(row, column, value)
    undone.length = 0
  }
  function settle(): void {
    if (typing && typing.before !== typing.after) done.push([typing])
    typing = null
  }

  function step(from: Change<Column>[][], to: Change<Column>[][], back: boolean): boolean {
    settle()
    const last = from.pop()
    if (!last) return false
    for (const one of last) source.set(one.row, one.column, back ? one.before : one.after)
    to.push(last)
    return true
  }

  function paste(at: Place, text: string): 'taken' | 'asked' {
    const plan = planPaste(source, at, text)
    if (plan.beyond || plan.unknown.length || plan.locked) {
      pending.value = plan
      return 'asked'
    }
    apply(plan.changes)
    return 'taken'
  }
  function acceptPaste(): number {
    const taken = pending.value?.changes ?? []
    pending.value = null
    apply(taken)
    return taken.length
  }

  /** What is chosen, as a spreadsheet takes it. */
  function copied(): string {
    const { top, bottom, left, right } = range.value
    const columns = source.columns().slice(left, right + 1)
    return source
      .rows()
      .slice(top, bottom + 1)
      .map((row) => columns.map((column) => quoted(source.get(row.key, column))).join('\t'))
      .join('\n')
  }
  function clear(): void {
    const { top, bottom, left, right } = range.value
    const columns = source.columns().slice(left, right + 1)
    const changes = source
      .rows()
      .slice(top, bottom + 1)
      .flatMap((row) =>
        columns
          .filter((column) => source.open(row.key, column))
          .map((column) => ({
            row: row.key,
            column,
            before: source.get(row.key, column),
            after: '',
          })),
      )
    apply(changes)
  }

  const mayUndo: ComputedRef<boolean> = computed(() => done.length > 0)
  return {
    source,
    focus,
    corner,
    range,
    many,
    pending,
    mayUndo,
    type,
    settle,
    paste,
    acceptPaste,
    copied,
    clear,
    apply,
    undo: () => step(done, undone, true),
    redo: () => step(undone, done, false),
  }
}
export type Sheet<Column extends string = string> = ReturnType<typeof useSheet<Column>>

/**
 * A cell as a spreadsheet reads it back: a tab or line break in it needs quotes. A text that a spreadsheet would calculate gets
 * an apostrophe, which Excel takes for "text".
 */
export function quoted(value: string): string {
  const text = /^[=+@\t\r]|^-(?![\d.,]+$)/.test(value) ? `'${value}` : value
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
