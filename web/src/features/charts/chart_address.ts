// The address of a drawing; it goes into <img> and download links, which the API client does not reach.
export const kPapers = ['a0', 'a1', 'a2', 'a3', 'a4', 'a4-portrait'] as const
export type Paper = (typeof kPapers)[number]
export type Audience = 'internal' | 'open'
export type Surface = 'svg' | 'pdf' | 'png'

export interface ChartChoice {
  campaign: string
  surface: Surface
  audience: Audience
  paper?: Paper
  page?: number
  asOf?: string | null
  /** "unit:12", "leader:3", "post:4"; empty for the whole. */
  subject?: string
  postsApart?: boolean
}

export interface StripChoice extends ChartChoice {
  sheet: 'a3' | 'a4'
  projects?: readonly string[]
  changedSince?: number | null
}

/** With a paper: for print; without: for the wall. */
export function chartAddress(choice: ChartChoice): string {
  const query = common(choice, { medium: choice.paper ? 'paper' : 'wall' })
  if (choice.asOf) query.set('as_of', choice.asOf)
  return `/api/v1/campaigns/${choice.campaign}/charts/progress?${query.toString()}`
}

/** Strips of the chart on `paper`, on sheets for the office printer. */
export function stripsAddress(choice: StripChoice): string {
  const query = common(choice)
  query.set('sheet', choice.sheet)
  if (choice.projects?.length) query.set('projects', choice.projects.join(','))
  if (choice.changedSince != null) query.set('changed_since', String(choice.changedSince))
  return `/api/v1/campaigns/${choice.campaign}/charts/progress/strips?${query.toString()}`
}

function common(choice: ChartChoice, first: Record<string, string> = {}): URLSearchParams {
  const query = new URLSearchParams({
    ...first,
    surface: choice.surface,
    audience: choice.audience,
  })
  if (choice.paper) query.set('paper', choice.paper)
  if (choice.page) query.set('page', String(choice.page))
  if (choice.subject) query.set('for', choice.subject)
  if (choice.postsApart) query.set('posts', 'apart')
  return query
}
