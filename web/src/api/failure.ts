// What can go wrong with a request, as the pages need to tell it apart.
//   refused   the server answered with a problem: its sentence is for the user
//   broken    the server (or something before it) answered with something else
//   network   no answer: it is unknown whether the request arrived
import type { Problem } from './types'

export type FailureKind = 'refused' | 'broken' | 'network'

export class Failure extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly status: number,
    readonly problem: Problem | null,
    /** For an edit conflict: what the server has now, when it was fetched. */
    readonly requestId: string | null = problem?.request_id ?? null,
  ) {
    super(problem?.detail ?? kind)
    this.name = 'Failure'
  }

  get word(): string {
    return this.problem?.word ?? this.kind
  }

  /** No answer, or an answer that does not say whether the deed was done: repeat with the same key. */
  get undecided(): boolean {
    return this.kind === 'network' || this.status >= 500
  }
}

export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  return new Failure('network', 0, null)
}

export function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false
  const candidate = body as Record<string, unknown>
  return typeof candidate.word === 'string' && typeof candidate.detail === 'string'
}

// What the user can do, as a key under `failure.advice`.
export function adviceKey(failure: Failure): string {
  if (failure.kind === 'network') return 'network'
  if (failure.status === 401) return 'log_in'
  if (failure.status === 403) return 'ask'
  if (failure.status === 404) return 'gone'
  if (failure.status === 409 || failure.status === 412) return 'reload'
  if (failure.status === 413) return 'smaller'
  if (failure.status === 429) return 'wait'
  if (failure.status >= 500 || failure.kind === 'broken') return 'report'
  return 'change'
}
