// What a person has decided about a table, kept until another file is chosen, and told to the server in the query.
import { reactive } from 'vue'
import type { PlanImport } from '@/api/types'

export type Layout = PlanImport['layout']
export type LayoutColumn = Layout['columns'][number]

export interface Choices {
  sheet: string
  head: string
  columns: Record<string, string>
  units: Record<string, string>
  year: string
  figures: string
}

export interface Query {
  sheet?: string
  head?: string
  columns?: string
  units?: string
  year?: number
  figures?: Figures
}

/** How figures of periods are given where their heads do not say so. */
export const kFigures = ['cumulative', 'amount', 'percent'] as const
export type Figures = (typeof kFigures)[number]

export function noChoices(): Choices {
  return reactive({ sheet: '', head: '', columns: {}, units: {}, year: '', figures: '' })
}

/** Another sheet or head has other columns: what was said of the old ones does not hold. */
export function forgetColumns(choices: Choices): void {
  choices.columns = {}
  choices.units = {}
  choices.figures = ''
}

const pairs = (values: Record<string, string>) =>
  Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([column, value]) => `${column}:${value}`)
    .join(',')

export function queryOf(choices: Choices): Query {
  const query: Query = {}
  if (choices.sheet) query.sheet = choices.sheet
  if (/^\d+(-\d+)?$/.test(choices.head)) query.head = choices.head
  const columns = pairs(choices.columns)
  if (columns) query.columns = columns
  const units = pairs(choices.units)
  if (units) query.units = units
  if (/^\d{4}$/.test(choices.year)) query.year = Number(choices.year)
  const figures = kFigures.find((one) => one === choices.figures)
  if (figures) query.figures = figures
  return query
}

const kUnitUses = ['investment_total', 'investment_year', 'annual_quantity']

/** Does a column of this use count in a unit? */
export function takesUnit(use: string): boolean {
  return kUnitUses.includes(use) || /^(quantity|amount):/.test(use)
}

export const kUnits = [
  '元',
  '万元',
  '亿元',
  '公里',
  '米',
  '亩',
  '平方米',
  '吨',
  '户',
  '人',
  '个',
  '%',
]
export const kMoneyUnits = ['元', '万元', '亿元']
