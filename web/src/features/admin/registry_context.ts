// How far the county is built and what I may do about it: fetched once by the frame of administration, reloaded after a change.
import { inject, type InjectionKey, type ShallowRef } from 'vue'
import type { Registry } from './registry'

export interface RegistryContext {
  registry: ShallowRef<Registry | null>
  reload: () => Promise<void>
  may: (act: string) => boolean
}

export const kRegistry: InjectionKey<RegistryContext> = Symbol('registry')

export function useRegistry(): RegistryContext {
  const context = inject(kRegistry)
  if (!context) throw new Error('a page of administration outside of its frame')
  return context
}
