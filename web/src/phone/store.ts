// What this phone keeps for times without a line: the last overview and the projects that were opened, of the person who is
// logged in and of nobody else. Logging out, and anybody else's logging in, clears it.
import type { Overview, Project } from '@/api/types'

export interface Kept {
  login: string
  campaign: string
  /** When the server said it, in milliseconds. */
  at: number
  overview: Overview
  projects: Record<string, Project>
}

const kStore = 'zhantu.phone'
const kProjectsMax = 60

export function kept(login?: string): Kept | null {
  try {
    const value = JSON.parse(localStorage.getItem(kStore) ?? 'null') as Kept | null
    if (!value?.overview || (login !== undefined && value.login !== login)) return null
    return value
  } catch {
    return null
  }
}

export function keepOverview(
  login: string,
  campaign: string,
  at: number,
  overview: Overview,
): void {
  const before = kept(login)
  const projects = before?.campaign === campaign ? before.projects : {}
  save({ login, campaign, at, overview, projects })
}

export function keepProject(login: string, project: Project): void {
  const before = kept(login)
  if (!before) return
  const others = Object.entries(before.projects).filter(([id]) => id !== project.id)
  const projects = Object.fromEntries([...others.slice(1 - kProjectsMax), [project.id, project]])
  save({ ...before, projects })
}

export function forgetAll(): void {
  try {
    localStorage.removeItem(kStore)
  } catch {
    // Nothing was kept where nothing can be.
  }
}

function save(value: Kept): void {
  try {
    localStorage.setItem(kStore, JSON.stringify(value))
  } catch {
    // Full or switched off: then there is nothing to show without a line.
  }
}
