// The three writes on a cell.
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
