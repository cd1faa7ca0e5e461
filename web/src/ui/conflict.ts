// Two people edited the same record. The refusal (412) brings the record as it stands now; what I did not touch follows it, what I
// changed stays mine until I choose. Nothing is lost.
import type { Failure } from '@/api/failure'

export interface Conflict<T> {
  current: T
  /** For the next If-Match. */
  version: string
}

/** null where the failure is no edit conflict, or brings no record. */
export function conflictOf<T extends object>(failure: Failure): Conflict<T> | null {
  const { problem, status } = failure
  if (status !== 412 || !problem?.current || !problem.version) return null
  return { current: problem.current as unknown as T, version: problem.version }
}

type Texts = Record<string, string>

/** Fields that differ from what they were read as stay; the others follow `theirs`. Answers the fields to be chosen. */
export function takeOver<F extends string>(
  fields: readonly F[],
  draft: Texts,
  base: Readonly<Texts>,
  theirs: Readonly<Texts>,
): F[] {
  for (const field of fields) if (draft[field] === base[field]) draft[field] = theirs[field] ?? ''
  return fields.filter((field) => draft[field] !== (theirs[field] ?? ''))
}

/** The part in which two texts differ, between what both begin and end with. */
export function difference(
  text: string,
  other: string,
): [before: string, inner: string, after: string] {
  const a = [...text]
  const b = [...other]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  )
    end += 1
  const stop = a.length - end
  return [a.slice(0, start).join(''), a.slice(start, stop).join(''), a.slice(stop).join('')]
}
