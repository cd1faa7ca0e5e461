// What the pages of administration ask the server for.
import { api, ask } from '@/api/client'
import { write } from '@/api/write'
import type { components } from '@/api/schema.generated'
import type { Found } from './SearchPick.vue'
import type { Values } from '@/ui/record_form'

type Schemas = components['schemas']
export type Unit = Schemas['Unit']
export type Person = Schemas['Person']
export type Tenure = Schemas['Tenure']
export type Account = Schemas['Account']
export type Registry = Schemas['Registry']
export type CampaignSetup = Schemas['CampaignSetup']
export type OrganRecord = Schemas['OrganRecord']
export type ProjectRecord = Schemas['ProjectRecord']

/** Sends one write to an address of the contract; the server names every wrong field. */
export async function sendTo<T>(
  method: 'POST' | 'PATCH' | 'PUT',
  path: string,
  body: Values,
  version: string | null = null,
): Promise<T> {
  return write(`${method} ${path} ${version ?? ''}`, body, (key) => {
    const headers: Record<string, string> = { 'Idempotency-Key': key }
    if (version !== null) headers['If-Match'] = `"${version}"`
    // The addresses are the contract's; the bodies are put together from forms, so the server checks them and not the compiler.
    const call = api[method] as unknown as (
      path: string,
      init: { headers: Record<string, string>; body: Values },
    ) => Promise<{ data?: T; error?: unknown; response: Response }>
    return ask(call(path, { headers, body }))
  })
}

export const getRegistry = () => ask(api.GET('/api/v1/registry'))

/** All units, in the order of the tree. */
export async function allUnits(): Promise<Unit[]> {
  const units: Unit[] = []
  let after: string | null = null
  do {
    const page: Schemas['UnitPage'] = await ask(
      api.GET('/api/v1/units', { params: { query: { limit: 200, ...(after ? { after } : {}) } } }),
    )
    units.push(...page.items)
    after = page.next
  } while (after)
  return units
}

export interface UnitRow {
  unit: Unit
  depth: number
}

/** The tree as rows: below each unit those that it contains, by their sequence. */
export function treeOf(units: readonly Unit[]): UnitRow[] {
  const below = new Map<string, Unit[]>()
  for (const unit of units) {
    const key = unit.parent ?? ''
    below.set(key, [...(below.get(key) ?? []), unit])
  }
  const rows: UnitRow[] = []
  const add = (parent: string, depth: number) => {
    const list = (below.get(parent) ?? []).toSorted(
      (a, b) => a.sequence - b.sequence || Number(a.id) - Number(b.id),
    )
    for (const unit of list) {
      rows.push({ unit, depth })
      add(unit.id, depth + 1)
    }
  }
  add('', 0)
  return rows
}

export async function findUnits(q: string): Promise<Found[]> {
  const page = await ask(api.GET('/api/v1/units', { params: { query: { q, limit: 50 } } }))
  return page.items.filter((one) => !one.ends_on).map((one) => ({ value: one.id, text: one.name }))
}

const openTenures = (person: Person) => person.tenures.filter((one) => !one.ends_on)
const postText = (one: Tenure) => `${one.unit_name}${one.title}`

export async function findPeople(q: string): Promise<Found[]> {
  const page = await ask(api.GET('/api/v1/people', { params: { query: { q, limit: 50 } } }))
  return page.items
    .filter((one) => !one.ends_on)
    .map((one) => ({
      value: one.id,
      text: [one.name, ...openTenures(one).map(postText)].join(' '),
    }))
}

/** People in the posts that they hold: what a member of an organ is. */
export async function findTenures(q: string): Promise<Found[]> {
  const page = await ask(api.GET('/api/v1/people', { params: { query: { q, limit: 50 } } }))
  return page.items.flatMap((person) =>
    openTenures(person).map((one) => ({ value: one.id, text: `${person.name} ${postText(one)}` })),
  )
}

export const getSetup = (campaign: string) =>
  ask(api.GET('/api/v1/campaigns/{campaign}/setup', { params: { path: { campaign } } }))

export const getRecord = (project: string) =>
  ask(api.GET('/api/v1/projects/{project}/record', { params: { path: { project } } }))
