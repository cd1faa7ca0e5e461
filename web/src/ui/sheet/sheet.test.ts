import { mount } from '@vue/test-utils'
import { reactive } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { planPaste, quoted, useSheet, type SheetSource } from './sheet'
import SheetGrid from './SheetGrid.vue'

type Column = 'a' | 'b'
function source(locked: string[] = []) {
  const values = reactive<Record<string, string>>({})
  const rows = ['1', '2', '3'].map((key) => ({ key, names: [`YX-${key}`, `项目${key}`] }))
  const made: SheetSource<Column> = {
    rows: () => rows,
    columns: () => ['a', 'b'],
    get: (row, column) => values[row + column] ?? '',
    set: (row, column, value) => (values[row + column] = value),
    open: (row) => !locked.includes(row),
  }
  return { values, made }
}
const brief = (plan: ReturnType<typeof planPaste>) => [
  plan.changes.map((one) => `${one.row}${one.column}=${one.after}`).join(' '),
  plan.beyond,
  plan.unknown.join(' '),
  plan.locked,
]

describe('a paste', () => {
  it.each([
    ['1\tx\n2\ty', 0, 0, ['1a=1 1b=x 2a=2 2b=y', 0, '', 0]],
    ['1\tx\tz\n2\ty', 2, 0, ['3a=1 3b=x', 3, '', 0]],
    ['9\n8', 0, 1, ['1b=9 2b=8', 0, '', 0]],
    // A column of numbers or names says which row is meant, in any order; a head is left out, a stranger told.
    ['编号\t完成量\nYX-3\t7\n项目1\t5\nYX-9\t1', 0, 0, ['3a=7 1a=5', 0, 'YX-9', 0]],
    ['ＹＸ－３\t７\nYX-2\t6', 0, 0, ['3a=７ 2a=6', 0, '', 0]],
    ['YX-2\t项目2\t6\t好', 0, 0, ['2a=6 2b=好', 0, '', 0]],
  ])('%j at %i,%i', (text, row, column, expected) => {
    expect(brief(planPaste(source().made, { row, column }, text))).toEqual(expected)
  })

  it('leaves locked rows alone and counts them', () => {
    expect(brief(planPaste(source(['2']).made, { row: 0, column: 0 }, '1\n2\n3'))).toEqual([
      '1a=1 3a=3',
      0,
      '',
      1,
    ])
  })
})

describe('a sheet', () => {
  it('asks before a paste of which something is left out, and takes back in whole steps', () => {
    const { values, made } = source()
    const sheet = useSheet(made)
    expect(sheet.paste({ row: 0, column: 0 }, '1\tx\n2\ty')).toBe('taken')
    expect(sheet.paste({ row: 2, column: 0 }, '3\n4')).toBe('asked')
    expect(values['3a']).toBe(undefined)
    expect(sheet.acceptPaste()).toBe(1)
    sheet.type('1', 'a', '1')
    sheet.type('1', 'a', '12')
    sheet.type('1', 'a', '123')
    expect(values).toMatchObject({ '1a': '123', '2b': 'y', '3a': '3' })
    sheet.undo()
    expect(values['1a']).toBe('1')
    sheet.undo()
    expect(values['3a']).toBe('')
    sheet.undo()
    expect(values).toMatchObject({ '1a': '', '2b': '' })
    expect(sheet.undo()).toBe(false)
    sheet.redo()
    expect(values).toMatchObject({ '1a': '1', '2b': 'y' })
  })

  it('copies and clears what is chosen', () => {
    const { values, made } = source(['2'])
    Object.assign(values, { '1a': '5', '1b': '两行\n字', '2a': '=1+1', '2b': '-3.5' })
    const sheet = useSheet(made)
    sheet.focus.value = { row: 1, column: 1 }
    sheet.corner.value = { row: 0, column: 0 }
    expect(sheet.copied()).toBe('5\t"两行\n字"\n\'=1+1\t-3.5')
    sheet.clear()
    expect(values).toMatchObject({ '1a': '', '1b': '', '2a': '=1+1' })
  })

  it.each([
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['-12.5', '-12.5'],
    ['-cmd', "'-cmd"],
    ['@x', "'@x"],
    ['完成', '完成'],
  ])('no text becomes a formula: %j', (value, text) => {
    expect(quoted(value)).toBe(text)
  })
})

describe('its table', () => {
  afterEach(() => (document.body.innerHTML = ''))

  function table() {
    const { values, made } = source(['2'])
    const sheet = useSheet(made)
    const wrapper = mount(SheetGrid, {
      props: {
        sheet: sheet as never,
        columns: [
          { key: 'a', label: '量', kind: 'number' },
          { key: 'b', label: '文' },
        ],
        caption: '表',
        labelOf: (row: string, column: string) => row + column,
        wrong: (row: string, column: string) => (row + column === '1b' ? '不对' : null),
      },
      attachTo: document.body,
    })
    const field = (place: string) => wrapper.find<HTMLInputElement>(`[data-cell="${place}"]`)
    return { values, sheet, field, wrapper }
  }

  it('moves by arrows and Enter past what is locked; the input method keeps its keys', async () => {
    const { field } = table()
    field('0,0').element.focus()
    await field('0,0').trigger('keydown', { key: 'Enter', isComposing: true })
    expect(document.activeElement).toBe(field('0,0').element)
    await field('0,0').trigger('keydown', { key: 'Enter' })
    expect(document.activeElement).toBe(field('2,0').element)
    await field('2,0').trigger('keydown', { key: 'ArrowRight' })
    expect(document.activeElement).toBe(field('2,1').element)
    await field('2,1').trigger('keydown', { key: 'ArrowUp' })
    expect(document.activeElement).toBe(field('0,1').element)
  })

  it('Shift chooses, Delete clears, Ctrl+Z brings back; what is wrong stands at its cell', async () => {
    const { values, field } = table()
    await field('0,0').setValue('1')
    field('0,0').element.focus()
    await field('0,0').trigger('keydown', { key: 'ArrowDown', shiftKey: true })
    await field('0,0').trigger('keydown', { key: 'ArrowDown', shiftKey: true })
    await field('0,0').trigger('keydown', { key: 'Delete' })
    expect(values['1a']).toBe('')
    await field('0,0').trigger('keydown', { key: 'z', ctrlKey: true })
    expect(values['1a']).toBe('1')
    expect(field('0,1').attributes('aria-describedby')).toBe('wrong-1-b')
    expect(document.getElementById('wrong-1-b')!.textContent).toBe('不对')
  })
})
