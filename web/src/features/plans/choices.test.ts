import { describe, expect, it } from 'vitest'
import { forgetColumns, noChoices, queryOf, takesUnit } from './choices'

describe('choices about a table', () => {
  it('says nothing where nothing was chosen', () => {
    expect(queryOf(noChoices())).toEqual({})
  })

  it('tells sheet, head, columns, units and year', () => {
    const choices = noChoices()
    choices.sheet = '计划 表'
    choices.head = '3-4'
    choices.columns = { A: 'number', D: 'plan:3', E: '' }
    choices.units = { F: '万元' }
    choices.year = '2026'
    choices.figures = 'amount'
    expect(queryOf(choices)).toEqual({
      sheet: '计划 表',
      head: '3-4',
      columns: 'A:number,D:plan:3',
      units: 'F:万元',
      year: 2026,
      figures: 'amount',
    })
  })

  it('keeps back what is not typed to its end', () => {
    const choices = noChoices()
    choices.head = '3-'
    choices.year = '20'
    choices.figures = 'by hand'
    expect(queryOf(choices)).toEqual({})
  })

  it('forgets columns with the sheet that they stood in', () => {
    const choices = noChoices()
    choices.columns = { A: 'number' }
    choices.units = { B: '元' }
    choices.figures = 'percent'
    forgetColumns(choices)
    expect(queryOf(choices)).toEqual({})
  })

  it('knows what counts in a unit', () => {
    expect(takesUnit('investment_total')).toBe(true)
    expect(takesUnit('quantity:3')).toBe(true)
    expect(takesUnit('amount:Q1')).toBe(true)
    expect(takesUnit('percent:3')).toBe(false)
    expect(takesUnit('plan:3')).toBe(false)
  })
})
