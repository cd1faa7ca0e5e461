// The ways to the server for mechanism files: versions, check, simulation, adoption.
import { api, ask } from '@/api/client'
import type { components } from '@/api/schema.generated'
import { write } from '@/api/write'

type Schemas = components['schemas']
export type MechanismVersion = Schemas['MechanismVersion']
export type MechanismCheck = Schemas['MechanismCheck']
export type MechanismFlaw = Schemas['MechanismFlaw']
export type MechanismSimulation = Schemas['MechanismSimulation']

const kToml = { 'Content-Type': 'application/toml' }
const asIs = { bodySerializer: (body: unknown) => body as BodyInit }

export function listVersions(campaign: string) {
  return ask(api.GET('/api/v1/campaigns/{campaign}/mechanisms', { params: { path: { campaign } } }))
}

export function getVersion(campaign: string, version: number): Promise<MechanismVersion> {
  return ask(
    api.GET('/api/v1/campaigns/{campaign}/mechanisms/{version}', {
      params: { path: { campaign, version } },
    }),
  )
}

export function checkFile(campaign: string, text: string): Promise<MechanismCheck> {
  return ask(
    api.POST('/api/v1/campaigns/{campaign}/mechanism-checks', {
      params: { path: { campaign } },
      headers: kToml,
      body: text,
      ...asIs,
    }),
  )
}

export function simulateFile(campaign: string, text: string): Promise<MechanismSimulation> {
  return ask(
    api.POST('/api/v1/campaigns/{campaign}/mechanism-simulations', {
      params: { path: { campaign } },
      headers: kToml,
      body: text,
      ...asIs,
    }),
  )
}

export function adoptFile(
  campaign: string,
  text: string,
  remark: string,
): Promise<MechanismVersion> {
  const body = { text, remark }
  return write(`adopt ${campaign}`, body, (key) =>
    ask(
      api.POST('/api/v1/campaigns/{campaign}/mechanisms', {
        params: { path: { campaign }, header: { 'Idempotency-Key': key } },
        body,
      }),
    ),
  )
}

/** Where a line (from 1) begins and ends in a text. */
export function lineSpan(text: string, line: number): [number, number] {
  let start = 0
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', start)
    if (end < 0) break
    start = end + 1
  }
  const end = text.indexOf('\n', start)
  return [start, end < 0 ? text.length : end]
}
