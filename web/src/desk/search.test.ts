import { afterEach, expect, it, vi } from 'vitest'
import { useSession } from '@/features/session/session_store'
import { flushPromises, mountPage } from '@/testing/mount'
import { json, network } from '@/testing/network'
import { project } from '@/testing/samples'
import SearchDialog from './SearchDialog.vue'

afterEach(() => (document.body.innerHTML = ''))

it('"/" finds projects of my campaigns; arrows choose, Enter opens', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { asked } = network({
    'GET /api/v1/campaigns/5/projects': () =>
      json({ items: [project(), project({ id: '72', name: '云溪大桥' })], next: null }),
  })
  const { wrapper, router } = await mountPage(SearchDialog, { modelValue: true })
  useSession().session = {
    campaigns: [{ id: '5', title: '行动', acts: ['see_campaign'] }],
  } as unknown as NonNullable<ReturnType<typeof useSession>['session']>
  await wrapper.find('input').setValue('云溪')
  vi.advanceTimersByTime(300)
  await flushPromises()
  expect(asked[0]!.query.get('q')).toBe('云溪')
  expect(wrapper.findAll('[role="option"]')).toHaveLength(2)
  await wrapper.find('input').trigger('keydown', { key: 'ArrowDown' })
  const push = vi.spyOn(router, 'push')
  await wrapper.find('input').trigger('keydown', { key: 'Enter' })
  expect(push).toHaveBeenCalledWith('/projects/72')
  vi.useRealTimers()
})
