// The task board and the candidate pool: shapes, reads and writes.
import { api, ask } from '@/api/client'
import type { components } from '@/api/schema.generated'
import { write } from '@/api/write'
import type { Values } from '@/ui/record_form'

type Schemas = components['schemas']
export type TaskBoard = Schemas['TaskBoard']
export type Task = Schemas['Task']
export type TaskInput = Schemas['TaskInput']
export type CandidatePool = Schemas['CandidatePool']
export type Candidate = Schemas['Candidate']
export type CandidateInput = Schemas['CandidateInput']
export type SelectionRule = Schemas['SelectionRule']
export type Criterion = SelectionRule['criteria'][number]
export type Directory = Schemas['Directory']
export type Lack = Schemas['Lack']
export type Chosen = Schemas['Chosen']
export type CandidateState = Schemas['CandidateState']

export const kSourceKinds = ['parent_campaign', 'handed_down', 'meeting', 'leader'] as const
export const kStates: readonly CandidateState[] = [
  'proposed',
  'weighed',
  'kept',
  'declined',
  'chosen',
]

const key = (value: string) => ({ 'Idempotency-Key': value })
const seen = (version: number, value: string) => ({ ...key(value), 'If-Match': `"${version}"` })

export const readTasks = (campaign: string) =>
  ask(api.GET('/api/v1/campaigns/{campaign}/tasks', { params: { path: { campaign } } }))
export const readPool = (campaign: string) =>
  ask(api.GET('/api/v1/campaigns/{campaign}/candidates', { params: { path: { campaign } } }))
export const readDirectory = (campaign: string) =>
  ask(api.GET('/api/v1/campaigns/{campaign}/directory', { params: { path: { campaign } } }))

export function saveTask(campaign: string, task: Task | null, body: TaskInput): Promise<Task> {
  return write(`task ${campaign} ${task?.id ?? 'new'} ${task?.version ?? 0}`, body, (one) =>
    task
      ? ask(
          api.PUT('/api/v1/campaigns/{campaign}/tasks/{task}', {
            params: { path: { campaign, task: task.id }, header: seen(task.version, one) },
            body,
          }),
        )
      : ask(
          api.POST('/api/v1/campaigns/{campaign}/tasks', {
            params: { path: { campaign }, header: key(one) },
            body,
          }),
        ),
  )
}

export function saveShares(
  campaign: string,
  task: string,
  shares: { unit: string; quantity: string }[],
): Promise<Task> {
  return write(`shares ${task}`, shares, (one) =>
    ask(
      api.PUT('/api/v1/campaigns/{campaign}/tasks/{task}/shares', {
        params: { path: { campaign, task }, header: key(one) },
        body: { shares },
      }),
    ),
  )
}

export function saveLinks(campaign: string, task: string, projects: string[]): Promise<Task> {
  return write(`links ${task}`, projects, (one) =>
    ask(
      api.PUT('/api/v1/campaigns/{campaign}/tasks/{task}/projects', {
        params: { path: { campaign, task }, header: key(one) },
        body: { projects },
      }),
    ),
  )
}

export function saveCategories(campaign: string, names: string[]): Promise<unknown> {
  return write(`categories ${campaign}`, names, (one) =>
    ask(
      api.PUT('/api/v1/campaigns/{campaign}/task-categories', {
        params: { path: { campaign }, header: key(one) },
        body: { names },
      }),
    ),
  )
}

export function saveCandidate(
  campaign: string,
  candidate: Candidate | null,
  body: CandidateInput,
): Promise<Candidate> {
  const subject = `candidate ${campaign} ${candidate?.id ?? 'new'} ${candidate?.version ?? 0}`
  return write(subject, body, (one) =>
    candidate
      ? ask(
          api.PUT('/api/v1/campaigns/{campaign}/candidates/{candidate}', {
            params: {
              path: { campaign, candidate: candidate.id },
              header: seen(candidate.version, one),
            },
            body,
          }),
        )
      : ask(
          api.POST('/api/v1/campaigns/{campaign}/candidates', {
            params: { path: { campaign }, header: key(one) },
            body,
          }),
        ),
  )
}

export interface Score {
  candidate: string
  criterion: string
  score: string
  remark?: string
}
export function saveScores(campaign: string, scores: Score[]): Promise<{ items: Candidate[] }> {
  return write(`weigh ${campaign}`, scores, (one) =>
    ask(
      api.PUT('/api/v1/campaigns/{campaign}/weighings', {
        params: { path: { campaign }, header: key(one) },
        body: { scores },
      }),
    ),
  )
}

export interface Decision {
  decision: 'chosen' | 'kept' | 'declined'
  reason?: string
  period?: string | null
}
export function decide(
  campaign: string,
  candidate: string,
  body: Decision,
  dryRun: boolean,
): Promise<Chosen> {
  return write(`choose ${candidate} ${dryRun}`, body, (one) =>
    ask(
      api.POST('/api/v1/campaigns/{campaign}/candidates/{candidate}/choices', {
        params: { path: { campaign, candidate }, query: { dry_run: dryRun }, header: key(one) },
        body,
      }),
    ),
  )
}

export interface RuleInput {
  enters_at_once: boolean
  criteria: {
    id?: string | null
    name: string
    measures: 'quantity' | 'quality'
    weight: number
    score_max: number
    organ?: string | null
  }[]
}
export function saveRule(
  campaign: string,
  version: number,
  body: RuleInput,
): Promise<SelectionRule> {
  return write(`rule ${campaign} ${version}`, body, (one) =>
    ask(
      api.PUT('/api/v1/campaigns/{campaign}/selection-rule', {
        params: { path: { campaign }, header: seen(version, one) },
        body,
      }),
    ),
  )
}

const kTaskFields = [
  'number',
  'name',
  'source_kind',
  'source',
  'category',
  'owner',
  'effect',
  'quantity',
  'quantity_unit',
  'due_on',
] as const
const kCandidateFields = [
  'number',
  'name',
  'category',
  'place',
  'facts',
  'investment_total',
  'investment_year',
  'nature',
  'starts_on',
  'finishes_on',
  'annual_target',
  'annual_quantity',
  'quantity_unit',
  'command_post',
  'proposing_unit',
  'lead_unit',
  'accountable_person',
  'reasons',
  'news',
  'news_on',
  'task',
] as const

// Both are written whole: what was not touched goes out as it was seen.
function whole(fields: readonly string[], before: Values | null, changed: Values): Values {
  const kept = fields.filter((field) => before && field in before)
  return { ...Object.fromEntries(kept.map((field) => [field, before![field]])), ...changed }
}
export const taskInput = (before: Values | null, changed: Values) =>
  whole(kTaskFields, before, changed) as unknown as TaskInput
export const candidateInput = (before: Values | null, changed: Values) =>
  whole(kCandidateFields, before, changed) as unknown as CandidateInput
