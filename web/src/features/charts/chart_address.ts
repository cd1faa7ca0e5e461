// The address of a drawing; it goes into <img> and download links, which the API client does not reach.
export type Paper = 'a1' | 'a3'
export type Audience = 'internal' | 'open'

export interface ChartChoice {
  campaign: string
  surface: 'svg' | 'pdf' | 'png'
  audience: Audience
  paper?: Paper
  page?: number
  asOf?: string | null
}

/** With a paper: for print; without: for the wall. */
export function chartAddress(choice: ChartChoice): string {
  const query = new URLSearchParams({
    medium: choice.paper ? 'paper' : 'wall',
    surface: choice.surface,
    audience: choice.audience,
  })
  if (choice.paper) query.set('paper', choice.paper)
  if (choice.page) query.set('page', String(choice.page))
  if (choice.asOf) query.set('as_of', choice.asOf)
  return `/api/v1/campaigns/${choice.campaign}/charts/progress?${query.toString()}`
}
