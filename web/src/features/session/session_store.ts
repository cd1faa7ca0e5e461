// Who I am, for which post I act, and what I may do where.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, ask } from '@/api/client'
import { asFailure } from '@/api/failure'
import { ownDrafts } from '@/features/periods/drafts'
import type { Session } from '@/api/types'

export type CampaignAct =
  | 'see_campaign'
  | 'import_plan'
  | 'publish'
  | 'correct'
  | 'edit_project'
  | 'add_project'
  | 'edit_campaign'
  | 'report_actual'
  | 'confirm_report'
  | 'determine'
  | 'adopt_mechanism'

export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null)
  const known = ref(false)

  const tenureLabel = computed(() => {
    const tenure = session.value?.tenure
    return tenure ? `${tenure.unit} ${tenure.post}` : ''
  })

  function keep(answer: Session): void {
    ownDrafts(answer.login)
    session.value = answer
    known.value = true
  }

  /** Asks once; a 401 means nobody is logged in. Other failures are thrown. */
  async function load(): Promise<void> {
    try {
      keep(await ask(api.GET('/api/v1/session')))
    } catch (error) {
      if (asFailure(error).status !== 401) throw error
      session.value = null
      known.value = true
    }
  }

  async function logIn(login: string, password: string): Promise<void> {
    keep(await ask(api.POST('/api/v1/session', { body: { login, password } })))
  }

  async function logOut(): Promise<void> {
    await ask(api.DELETE('/api/v1/session'))
    forget()
  }

  function forget(): void {
    session.value = null
    known.value = true
  }

  async function actFor(tenure: string): Promise<void> {
    keep(await ask(api.PUT('/api/v1/session/tenure', { body: { tenure } })))
  }

  /** Those whose pages I may open; of others I may keep the frame. */
  const seen = computed(
    () => session.value?.campaigns.filter((one) => one.acts.includes('see_campaign')) ?? [],
  )

  function may(campaign: string, act: CampaignAct): boolean {
    const entry = session.value?.campaigns.find((one) => one.id === campaign)
    return entry?.acts.includes(act) ?? false
  }

  function mayAnywhere(act: CampaignAct): boolean {
    return session.value?.campaigns.some((one) => one.acts.includes(act)) ?? false
  }

  return {
    session,
    known,
    tenureLabel,
    seen,
    load,
    logIn,
    logOut,
    forget,
    actFor,
    may,
    mayAnywhere,
  }
})
