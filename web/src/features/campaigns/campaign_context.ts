// The campaign that the pages below /campaigns/:id share: fetched once by the frame, reloaded after a change.
import { inject, type ComputedRef, type InjectionKey } from 'vue'
import type { Campaign } from '@/api/types'

export interface CampaignContext {
  campaign: ComputedRef<Campaign>
  reload: () => Promise<void>
}

export const kCampaign: InjectionKey<CampaignContext> = Symbol('campaign')

export function useCampaign(): CampaignContext {
  const context = inject(kCampaign)
  if (!context) throw new Error('a page of a campaign outside of its frame')
  return context
}
