// The figures of a project as it stands: planned, claimed and verified are three figures and stay three (D-11.4).
import type { Project } from '@/api/types'

export interface Figures {
  plan: number | null
  claimed: number | null
  verified: number | null
}

/** Claimed and verified from the latest cell that has them; the plan of the period to which they belong. */
export function latestFigures(project: Pick<Project, 'cells'>): Figures {
  const cells = project.cells.filter((cell) => cell.on_wall)
  const claimed = cells.findLast((cell) => cell.report?.percent != null)
  const verified = cells.findLast((cell) => cell.determination?.percent != null)
  const later = [claimed, verified]
    .filter((cell) => cell !== undefined)
    .reduce<(typeof cells)[number] | undefined>(
      (best, cell) => (!best || cell.period > best.period ? cell : best),
      undefined,
    )
  const planned = later ?? cells.find((cell) => cell.plan?.percent != null)
  return {
    plan: planned?.plan?.percent ?? null,
    claimed: claimed?.report?.percent ?? null,
    verified: verified?.determination?.percent ?? null,
  }
}
