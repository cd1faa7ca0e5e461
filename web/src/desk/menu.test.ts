import { expect, it } from 'vitest'
import type { Session } from '@/api/types'
import { kAdminMenu, kCampaignMenu, menuFor, type MenuItem } from './menu'
import { router } from './router'

const session = {
  system_administrator: false,
  office: '',
  campaigns: [] as Session['campaigns'],
} as Session
const item = (more: Partial<MenuItem>): MenuItem => ({
  to: '/x',
  title: 'campaign.overview',
  ...more,
})

it('every place of the menus has a page', () => {
  const addresses = [
    ...kCampaignMenu.map((one) => `/campaigns/1${one.to.replace('{period}', '2026-09')}`),
    ...kAdminMenu.map((one) => one.to),
  ]
  for (const address of addresses)
    expect(router.resolve(address).meta.title, address).not.toBe('not_found.title')
})

it('shows to each what the server lets do', () => {
  const menu = [item({}), item({ acts: ['import_plan'] }), item({ who: () => false })]
  expect(menuFor(menu, session, () => false)).toEqual([menu[0]])
  expect(menuFor(menu, session, (act) => act === 'import_plan')).toEqual([menu[0], menu[1]])
  expect(menuFor([item({ who: () => true })], null, () => true)).toEqual([])
})
