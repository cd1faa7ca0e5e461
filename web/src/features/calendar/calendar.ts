// A year of working days as the page edits it: the server's days, and what was changed but not saved.
import { api, ask, askWhole } from '@/api/client'
import type { components } from '@/api/schema.generated'
import { write } from '@/api/write'

type Schemas = components['schemas']
export type CalendarYear = Schemas['CalendarYear']
export type CalendarYearSummary = Schemas['CalendarYearSummary']
export type CalendarImport = Schemas['CalendarImport']
export type CalendarDay = CalendarYear['days'][number]
export type DayKind = CalendarDay['kind']
/** What a day can be made; ordinary: worked or free as its weekday is. */
export type DayChoice = 'ordinary' | 'public_holiday' | 'make_up_day'

export const choiceOf = (day: CalendarDay): DayChoice =>
  day.kind === 'public_holiday' || day.kind === 'make_up_day' ? day.kind : 'ordinary'

/** The day as it would be: an ordinary one follows its weekday. */
export function changedDay(day: CalendarDay, choice: DayChoice, name: string): CalendarDay {
  if (choice !== 'ordinary') return { ...day, kind: choice, name }
  return { ...day, kind: day.weekday > 5 ? 'weekend' : 'working_day', name: '' }
}

/** The days of each month, January first. */
export function monthsOf(days: readonly CalendarDay[]): CalendarDay[][] {
  const months: CalendarDay[][] = Array.from({ length: 12 }, () => [])
  for (const day of days) months[Number(day.day.slice(5, 7)) - 1]?.push(day)
  return months
}

export const listYears = () => ask(api.GET('/api/v1/calendar/years'))

export async function readYear(year: number): Promise<{ year: CalendarYear; etag: string }> {
  const { data, response } = await askWhole(
    api.GET('/api/v1/calendar/years/{year}', { params: { path: { year } } }),
  )
  return { year: data, etag: response.headers.get('ETag') ?? '' }
}

export function saveYear(
  year: number,
  etag: string,
  source: string,
  days: readonly CalendarDay[],
): Promise<{ year: CalendarYear; etag: string }> {
  const special = days.flatMap((one) =>
    one.kind === 'public_holiday' || one.kind === 'make_up_day'
      ? [{ day: one.day, kind: one.kind, name: one.name }]
      : [],
  )
  const body = { source, days: special }
  return write(`calendar ${year} ${etag}`, body, async (key) => {
    const { data, response } = await askWhole(
      api.PUT('/api/v1/calendar/years/{year}', {
        params: { path: { year }, header: { 'If-Match': etag, 'Idempotency-Key': key } },
        body,
      }),
    )
    return { year: data, etag: response.headers.get('ETag') ?? '' }
  })
}

export function sendFile(
  mode: 'check' | 'apply',
  text: string,
  source: string,
): Promise<CalendarImport> {
  return write(`calendar file ${mode}`, [text, source], (key) =>
    ask(
      api.POST('/api/v1/calendar/imports', {
        params: { query: { mode, source }, header: { 'Idempotency-Key': key } },
        headers: { 'Content-Type': 'text/csv' },
        body: text,
        bodySerializer: (body) => body as unknown as BodyInit,
      }),
    ),
  )
}
