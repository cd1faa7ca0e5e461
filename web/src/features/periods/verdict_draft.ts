// A verdict before it is given: what is chosen, and whether it can go out.
import type { BoardItem, Verdict } from '@/api/types'
import { parseQuantity } from '@/ui/format'
import type { DeterminationInput } from './writes'

export type VerdictFields = Record<'verdict' | 'verified' | 'reason', string>

export function savedFields(item: BoardItem): VerdictFields {
  const given = item.cell.determination
  return {
    verdict: given?.verdict ?? '',
    verified: given ? (given.verified_quantity ?? '') : (item.cell.report?.quantity ?? ''),
    reason: given?.reason ?? '',
  }
}

export function hasQuantity(item: BoardItem): boolean {
  const { plan, report, determination } = item.cell
  return (plan?.quantity ?? report?.quantity ?? determination?.verified_quantity ?? null) !== null
}

/** The contract asks for a reason when the verdict differs from the proposal, and for every missed period. */
export function reasonNeeded(item: BoardItem, verdict: string): boolean {
  if (verdict === '') return false
  return verdict === 'missed' || verdict !== item.proposal.verdict
}

export type Obstacle = 'verdict' | 'verified' | 'reason'

export function obstacle(item: BoardItem, fields: VerdictFields): Obstacle | null {
  if (fields.verdict === '') return 'verdict'
  if (fields.verified.trim() !== '' && parseQuantity(fields.verified) === null) return 'verified'
  if (reasonNeeded(item, fields.verdict) && fields.reason.trim() === '') return 'reason'
  return null
}

export function determinationOf(fields: VerdictFields): DeterminationInput {
  const reason = fields.reason.trim()
  return {
    verdict: fields.verdict as Verdict,
    verified_quantity: parseQuantity(fields.verified),
    ...(reason ? { reason } : {}),
  }
}
