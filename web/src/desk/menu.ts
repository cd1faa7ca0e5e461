// All places of the desk, in the order in which they stand in the menus. A new page is one line here and one in router.ts.
import type { Session } from '@/api/types'
import type { CampaignAct } from '@/features/session/session_store'

export interface MenuItem {
  /** Below "/" for the main menu and administration, below "/campaigns/:id" for a campaign: "/print". */
  to: string
  /** Key of its name. */
  title: string
  /** Shown to those who may do one of these in the campaign; without it to everybody. */
  acts?: readonly CampaignAct[]
  /** Shown to those of whom this is true. */
  who?: (session: Session) => boolean
  /** Lit on the pages below it too. */
  below?: boolean
}

/** The tabs of a campaign. "{period}" is the period under way. */
export const kCampaignMenu: readonly MenuItem[] = [
  { to: '', title: 'campaign.overview' },
  { to: '/projects', title: 'projects.title' },
  { to: '/tasks', title: 'tasks.title' },
  { to: '/candidates', title: 'candidates.title' },
  { to: '/periods/{period}', title: 'period.title', below: true },
  { to: '/mechanism', title: 'mechanism.title' },
  { to: '/import', title: 'plan.title', acts: ['import_plan'] },
  { to: '/print', title: 'print.title' },
]

const mayEdit = (session: Session) =>
  session.campaigns.some((one) => one.acts.includes('edit_campaign'))
const keepsCounty = (session: Session) => session.office !== '' || mayEdit(session)
const keepsCampaigns = (session: Session) =>
  session.office === 'system_administrator' || mayEdit(session)

const readsJournal = (session: Session) =>
  ['auditor', 'security_administrator'].includes(session.office) ||
  session.campaigns.some((one) => one.acts.includes('read_journal'))

/** The tabs of administration (addresses in full); the main menu shows it to those who may open one of them. */
export const kAdminMenu: readonly MenuItem[] = [
  { to: '/admin/units', title: 'admin.units', who: keepsCounty },
  { to: '/admin/people', title: 'admin.people', who: keepsCounty },
  { to: '/admin/accounts', title: 'admin.accounts', who: (session) => session.office !== '' },
  { to: '/admin/campaigns', title: 'admin.campaigns', who: keepsCampaigns, below: true },
  { to: '/admin/journal', title: 'journal.title', who: readsJournal },
  { to: '/admin/calendar', title: 'calendar.title' },
]

/** Those of a menu that this person gets; `may` answers for a campaign, or for any. */
export function menuFor(
  menu: readonly MenuItem[],
  session: Session | null,
  may: (act: CampaignAct) => boolean,
): MenuItem[] {
  return menu.filter(
    (one) => (!one.acts || one.acts.some(may)) && (!one.who || (session && one.who(session))),
  )
}
