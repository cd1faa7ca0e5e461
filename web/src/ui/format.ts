// Days, instants and figures as the offices write them.
export type Translate = (key: string, values?: Record<string, unknown>) => string

/** "2026-09-30T07:42:00Z" in the viewer's zone. */
export function instantText(instant: string, locale: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date)
}

/** "2026-09-30T07:42:00Z" as month and day in the viewer's zone. */
export function shortDayText(instant: string, locale: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }).format(date)
}

/** An instant in milliseconds as the hour and minute of a clock. */
export function clockText(at: number, locale: string): string {
  const form = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat(locale, form).format(at)
}

/** "县委办公室副主任 秦书远", as the server writes a holder, to "秦书远". */
export function nameOf(by: string): string {
  return by.trim().split(' ').at(-1)!
}

/** "2026-09-30" as a day without a zone. */
export function dayText(day: string, locale: string): string {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return day
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1, date),
  )
}

/** "2026-09" as "9月", "2026-09b" as "9月下", "2026-Q3" as "三季度" by the given sentences. */
export function periodText(period: string, t: Translate): string {
  const quarter = /-Q([1-4])$/.exec(period)
  if (quarter) return t('period.quarter', { n: quarter[1] })
  const parts = /-(\d\d)([ab])?$/.exec(period)
  if (!parts) return t('period.year', { n: period })
  const month = t('period.months').split(' ')[Number(parts[1]) - 1] ?? period
  if (parts[2] === 'a') return t('period.first_half', { month })
  if (parts[2] === 'b') return t('period.second_half', { month })
  return month
}

export function percentText(percent: number | null | undefined): string {
  if (percent == null) return ''
  return `${Math.round(percent * 10) / 10}%`
}

/** Digits grouped by thousands, decimals untouched: the exact figure, only easier to read. */
export function quantityText(quantity: string | null | undefined): string {
  if (quantity == null) return ''
  const [whole, decimals] = quantity.split('.')
  const grouped = (whole ?? '').replace(/\B(?=(\d{3})+$)/g, ',')
  return decimals ? `${grouped}.${decimals}` : grouped
}

const isPercent = (unit: string) => unit.normalize('NFKC').trim() === '%'

/** "36,000 平方米"; "83%" where the figure is a percentage itself. */
export function figureText(quantity: string | null | undefined, unit: string): string {
  if (quantity == null) return ''
  if (isPercent(unit)) return `${quantityText(quantity)}%`
  return `${quantityText(quantity)} ${unit}`.trim()
}

/** The percent beside a figure; nothing beside a figure that is a percentage itself, for "83% 83%" tells nothing. */
export function shareText(
  quantity: string | null | undefined,
  percent: number | null | undefined,
  unit: string,
): string {
  return quantity != null && isPercent(unit) ? '' : percentText(percent)
}

/** "1,234.50 万元", full-width digits and commas included, to "1234.5"; null where it is no quantity. */
export function parseQuantity(text: string): string | null {
  const plain = text.normalize('NFKC').trim().replace(/[,\s]/g, '')
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(plain)
  if (!match) return null
  const whole = match[2]!.replace(/^0+(?=\d)/, '')
  const decimals = (match[3] ?? '').replace(/0+$/, '')
  if (decimals.length > 4) return null
  const figure = decimals ? `${whole}.${decimals}` : whole
  return match[1] && /[1-9]/.test(figure) ? `-${figure}` : figure
}
