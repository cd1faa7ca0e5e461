// The writes on a cell, and the reports of many at once.
import { api, ask } from '@/api/client'
import type { components } from '@/api/schema.generated'
import type { Cell } from '@/api/types'
import { write } from '@/api/write'

type ReportInput = components['schemas']['ReportInput']
export type DeterminationInput = components['schemas']['DeterminationInput']

const header = (key: string) => ({ 'Idempotency-Key': key })

export function sendReport(project: string, period: string, body: ReportInput): Promise<Cell> {
  return write(`report ${project} ${period}`, body, (key) =>
    ask(
      api.PUT('/api/v1/projects/{project}/periods/{period}/report', {
        params: { path: { project, period }, header: header(key) },
        body,
      }),
    ),
  )
}

export interface TypedReport {
  project: string
  text: string
  quantity: string
}
export type ReportsTaken = components['schemas']['ReportsTaken']
const kReportsAtOnce = 500

function putReports(place: Place, reports: TypedReport[], dryRun: boolean, key?: string) {
  return ask(
    api.PUT('/api/v1/campaigns/{campaign}/periods/{period}/reports', {
      params: { path: place, query: { dry_run: dryRun }, ...(key ? { header: header(key) } : {}) },
      body: { reports },
    }),
  )
}
interface Place {
  campaign: string
  period: string
}

/** What the server understands and what it finds wrong, row by row; nothing is saved. */
export async function checkReports(
  place: Place,
  reports: TypedReport[],
): Promise<ReportsTaken['rows']> {
  return (await putReports(place, reports.slice(0, kReportsAtOnce), true)).rows
}

/** All of them or none. */
export function sendReports(place: Place, reports: TypedReport[]): Promise<ReportsTaken> {
  return write(`reports ${place.campaign} ${place.period}`, reports, (key) =>
    putReports(place, reports, false, key),
  )
}

export function sendConfirmation(project: string, period: string, remark: string): Promise<Cell> {
  const body = remark ? { remark } : {}
  return write(`confirm ${project} ${period}`, body, (key) =>
    ask(
      api.PUT('/api/v1/projects/{project}/periods/{period}/confirmation', {
        params: { path: { project, period }, header: header(key) },
        body,
      }),
    ),
  )
}

export function sendFigures(
  project: string,
  period: string,
  figures: Record<string, string | null>,
): Promise<Cell> {
  return write(`figures ${project} ${period}`, figures, (key) =>
    ask(
      api.PUT('/api/v1/projects/{project}/periods/{period}/figures', {
        params: { path: { project, period }, header: header(key) },
        body: { figures },
      }),
    ),
  )
}

export function sendDetermination(
  project: string,
  period: string,
  body: DeterminationInput,
): Promise<Cell> {
  return write(`determine ${project} ${period}`, body, (key) =>
    ask(
      api.PUT('/api/v1/projects/{project}/periods/{period}/determination', {
        params: { path: { project, period }, header: header(key) },
        body,
      }),
    ),
  )
}
