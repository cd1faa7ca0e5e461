import { describe, expect, it } from 'vitest'
import { isManyCells, parseCells } from './cells'

describe('cells from a spreadsheet', () => {
  it.each([
    [
      '1\t一\n2\t二\n',
      [
        ['1', '一'],
        ['2', '二'],
      ],
    ],
    [
      '1\t一\r\n2\t二',
      [
        ['1', '一'],
        ['2', '二'],
      ],
    ],
    ['only', [['only']]],
    ['', []],
    ['\t', [['', '']]],
    [
      'a\t\nb\t',
      [
        ['a', ''],
        ['b', ''],
      ],
    ],
    ['"line 1\nline 2"\tx', [['line 1\nline 2', 'x']]],
    ['"he said ""no"""\ty', [['he said "no"', 'y']]],
    ['"tab\there"', [['tab\there']]],
    ['5" pipe\tok', [['5" pipe', 'ok']]],
    ['"open quote\tok', [['"open quote', 'ok']]],
    ['"a" b\tok', [['"a" b', 'ok']]],
  ])('%j', (text, cells) => {
    expect(parseCells(text)).toEqual(cells)
  })

  it('leaves a single cell to the field', () => {
    expect(isManyCells('36844.8')).toBe(false)
    expect(isManyCells('36844.8\n')).toBe(false)
    expect(isManyCells('36844.8\t完成')).toBe(true)
    expect(isManyCells('1\n2')).toBe(true)
  })
})
