// Short names for the shapes of the contract; the shapes themselves are generated in schema.d.ts.
import type { components } from './schema.generated'

type Schemas = components['schemas']

export type Session = Schemas['Session']
export type Tenure = Schemas['TenureSummary']
export type CampaignSummary = Schemas['CampaignSummary']
export type Campaign = Schemas['Campaign']
export type PeriodSummary = Campaign['periods'][number]
export type PeriodState = Schemas['PeriodState']
export type Project = Schemas['Project']
export type ProjectSummary = Schemas['ProjectSummary']
export type Cell = Schemas['Cell']
export type Card = Schemas['Card']
export type Verdict = Schemas['Verdict']
export type PublishedCard = Schemas['PublishedCard']
export type PeriodBoard = Schemas['PeriodBoard']
export type BoardItem = PeriodBoard['items'][number]
export type Publication = Schemas['Publication']
export type Correction = Schemas['Correction']
export type PlanImport = Schemas['PlanImport']
export type Overview = Schemas['Overview']
export type OverviewProject = Overview['projects'][number]
export type ChartSubject = Schemas['ChartSubject']
export type WallState = Schemas['WallState']
export type Problem = Schemas['Problem']

export const kVerdicts: readonly Verdict[] = ['exceeded', 'met', 'missed', 'no_target']
