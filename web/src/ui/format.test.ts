import { describe, expect, it } from 'vitest'
import { i18n } from '@/i18n'
import {
  dayText,
  figureText,
  instantText,
  nameOf,
  parseQuantity,
  percentText,
  periodText,
  quantityText,
  shareText,
  shortDayText,
} from './format'

const t = i18n.global.t as (key: string, values?: Record<string, unknown>) => string

describe('quantities', () => {
  it.each([
    ['1234.5', '1234.5'],
    ['1,234.50', '1234.5'],
    ['１２３４．５', '1234.5'],
    ['１，２３４', '1234'],
    [' 007 ', '7'],
    ['0.0', '0'],
    ['-0', '0'],
    ['-3.25', '-3.25'],
    ['3.', '3'],
    ['1.23456', null],
    ['1.23450', '1.2345'],
    ['三千', null],
    ['12万', null],
    ['', null],
    ['1e5', null],
    ['.5', null],
  ])('%j reads as %j', (text, quantity) => {
    expect(parseQuantity(text)).toBe(quantity)
  })

  it('are grouped without touching a digit', () => {
    expect(quantityText('36844.8')).toBe('36,844.8')
    expect(quantityText('-1234567.0001')).toBe('-1,234,567.0001')
    expect(quantityText('100')).toBe('100')
    expect(quantityText(null)).toBe('')
  })

  it('in percent keep one decimal', () => {
    expect(percentText(76.76)).toBe('76.8%')
    expect(percentText(76)).toBe('76%')
    expect(percentText(0)).toBe('0%')
    expect(percentText(null)).toBe('')
  })
})

describe('a figure with its percent', () => {
  it.each([
    ['36000', 75, '平方米', '36,000 平方米', '75%'],
    ['83', 83, '%', '83%', ''],
    ['83', 83, '％', '83%', ''],
    ['50', 83.3, '%', '50%', ''],
    [null, 83, '%', '', '83%'],
    ['7', null, '', '7', ''],
    [undefined, undefined, '公里', '', ''],
  ])('%j, %j in %j: %j %j', (quantity, percent, unit, figure, share) => {
    expect(figureText(quantity, unit)).toBe(figure)
    expect(shareText(quantity, percent, unit)).toBe(share)
  })
})

describe('a holder', () => {
  it('is short for the eye', () => {
    expect(nameOf('中共云溪县委办公室县委办公室副主任、督查室主任 秦书远')).toBe('秦书远')
    expect(nameOf('秦书远')).toBe('秦书远')
    expect(nameOf('')).toBe('')
    expect(shortDayText('2026-09-30T07:42:00Z', 'zh-Hans')).toBe('9月30日')
    expect(shortDayText('soon', 'zh-Hans')).toBe('soon')
  })
})

describe('periods', () => {
  it.each([
    ['2026-09', '9月'],
    ['2026-03b', '3月下'],
    ['2026-11a', '11月上'],
    ['2026-Q3', '第3季度'],
    ['2026', '2026年'],
  ])('%s is %s', (period, text) => {
    expect(periodText(period, t)).toBe(text)
  })
})

describe('days and instants', () => {
  it('a day is a day in every zone', () => {
    expect(dayText('2026-09-30', 'zh-Hans')).toBe('2026年9月30日')
  })
  it('what cannot be read is shown as it came', () => {
    expect(instantText('soon', 'zh-Hans')).toBe('soon')
    expect(dayText('soon', 'zh-Hans')).toBe('soon')
  })
})
