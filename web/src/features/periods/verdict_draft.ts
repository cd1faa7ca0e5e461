// A verdict before it is given: what is chosen, and whether it can go out.
import type { BoardItem, PeriodBoard, Verdict } from '@/api/types'
import { parseQuantity } from '@/ui/format'
import type { DeterminationInput } from './writes'

type AskedField = `asked ${string}`
export type FoundCause = Partial<Record<'cause' | 'evidence' | 'document', string>>
export type VerdictFields = Record<'verdict' | 'verified' | 'reason', string> &
  FoundCause &
  Record<AskedField, string>

/** The field of a figure that the rules ask for. */
export const askedField = (measure: string): AskedField => `asked ${measure}`
export const wrongFigure = (text: string | undefined): boolean =>
  !!text?.trim() && parseQuantity(text) === null

export function savedFields(item: BoardItem, asked: PeriodBoard['asked'] = []): VerdictFields {
  const given = item.cell.determination
  const figures = asked
    .filter(({ measure }) => item.gives.includes(measure))
    .map(({ measure }) => [askedField(measure), item.asked[measure] ?? ''])
  return {
    ...Object.fromEntries(figures),
    verdict: given?.verdict ?? '',
    verified: given ? (given.verified_quantity ?? '') : (item.cell.report?.quantity ?? ''),
    reason: given?.reason ?? '',
    cause: given?.cause?.cause ?? '',
    evidence: given?.cause?.evidence ?? '',
    document: given?.cause?.document ?? '',
  }
}

export function hasQuantity(item: BoardItem): boolean {
  const { plan, report, determination } = item.cell
  return (plan?.quantity ?? report?.quantity ?? determination?.verified_quantity ?? null) !== null
}

/** The figure from which the proposal that is shown was made. */
function proposedFrom({ cell }: BoardItem): string | null {
  const { determination, report } = cell
  return parseQuantity((determination ? determination.verified_quantity : report?.quantity) ?? '')
}

export type ReasonRule = 'required' | 'optional' | 'if_differs'

/**
 * The contract asks for a reason when the verdict is missed or differs from what the engine proposes for the verified figure.
 * For another figure than the one it was asked about its proposal is not known here: the server has the last word.
 */
export function reasonRule(item: BoardItem, fields: VerdictFields): ReasonRule {
  const { verdict } = fields
  const proposed = item.proposal.verdict
  if (verdict === 'missed') return 'required'
  if (verdict === '') return 'optional'
  if (parseQuantity(fields.verified) !== proposedFrom(item)) return 'if_differs'
  return proposed !== null && verdict !== proposed ? 'required' : 'optional'
}

/** Some asked figure is no number; sent so, it would be taken back. */
export const figuresWrong = (fields: VerdictFields): boolean =>
  Object.entries(fields).some(([name, text]) => name.startsWith('asked ') && wrongFigure(text))

export type Obstacle = 'verdict' | 'verified' | 'reason' | 'asked'

export function obstacle(item: BoardItem, fields: VerdictFields): Obstacle | null {
  if (fields.verdict === '') return 'verdict'
  if (fields.verified.trim() !== '' && parseQuantity(fields.verified) === null) return 'verified'
  if (reasonRule(item, fields) === 'required' && fields.reason.trim() === '') return 'reason'
  return figuresWrong(fields) ? 'asked' : null
}

/** What the rules ask, by measure; an empty field takes a figure back. */
export function figuresOf(fields: VerdictFields): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name.startsWith('asked '))
      .map(([name, text]) => [name.slice('asked '.length), parseQuantity(text)]),
  )
}

/** The cause that is named, if there is one, with what stands beside it. */
export function causeOf(fields: FoundCause) {
  if (!fields.cause) return {}
  const evidence = fields.evidence?.trim()
  const document = fields.document?.trim()
  return {
    cause: fields.cause,
    ...(evidence ? { cause_evidence: evidence } : {}),
    ...(document ? { cause_document: document } : {}),
  }
}

export function determinationOf(fields: VerdictFields): DeterminationInput {
  const reason = fields.reason.trim()
  const asked = figuresOf(fields)
  return {
    verdict: fields.verdict as Verdict,
    verified_quantity: parseQuantity(fields.verified),
    ...(reason ? { reason } : {}),
    ...causeOf(fields),
    ...(Object.keys(asked).length ? { asked } : {}),
  }
}
