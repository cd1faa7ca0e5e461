import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { ownDrafts, useDraft } from './drafts'

const saved = { quantity: '', text: '' }

beforeEach(() => sessionStorage.clear())

describe('a draft', () => {
  it('survives a reload until the server has it', async () => {
    const first = useDraft('report 1 2026-09', saved)
    first.draft.text = '主体封顶'
    await nextTick()
    const again = useDraft('report 1 2026-09', saved)
    expect(again.draft.text).toBe('主体封顶')
    expect(again.dirty()).toBe(true)
    again.forget()
    expect(again.dirty()).toBe(false)
    expect(useDraft('report 1 2026-09', saved).draft.text).toBe('')
  })

  it('that is typed back to what the server has is none', async () => {
    const { draft, dirty } = useDraft('report 1 2026-09', saved)
    draft.text = 'x'
    await nextTick()
    draft.text = ''
    await nextTick()
    expect(dirty()).toBe(false)
    expect(sessionStorage).toHaveLength(0)
  })

  it('follows the server where nothing was typed', () => {
    const { draft, rebase, dirty } = useDraft('report 1 2026-09', saved)
    draft.text = '我的'
    rebase({ quantity: '5', text: '别人的' })
    expect(draft).toEqual({ quantity: '5', text: '我的' })
    expect(dirty()).toBe(true)
  })

  it('stays with its person when the session ends, and is gone for the next one', async () => {
    ownDrafts('clerk')
    useDraft('report 1 2026-09', saved).draft.text = '主体封顶'
    await nextTick()
    ownDrafts('clerk')
    expect(useDraft('report 1 2026-09', saved).draft.text).toBe('主体封顶')
    ownDrafts('other')
    expect(useDraft('report 1 2026-09', saved).draft.text).toBe('')
  })

  it('does without storage', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const { draft } = useDraft('report 1 2026-09', saved)
    draft.text = 'x'
    await nextTick()
    expect(draft.text).toBe('x')
    expect(() => ownDrafts('clerk')).not.toThrow()
  })
})
