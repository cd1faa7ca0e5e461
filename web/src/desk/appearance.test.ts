import { beforeEach, expect, it, vi } from 'vitest'
import { chooseTheme, chooseType, startAppearance, theme, typeSize } from './appearance'

const root = document.documentElement

beforeEach(() => localStorage.clear())

it('follows the system until a person chooses, and remembers the choice', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined }))
  startAppearance()
  expect(theme.value).toBe('auto')
  expect(root.dataset.theme).toBe('dark')
  expect(root.classList.contains('dark')).toBe(true)
  chooseTheme('light')
  expect(root.dataset.theme).toBe('light')
  expect(localStorage.getItem('zhantu.theme')).toBe('light')
})

it('keeps the type size, and does not believe what it never wrote', () => {
  chooseType('largest')
  expect(root.dataset.type).toBe('largest')
  localStorage.setItem('zhantu.type', 'enormous')
  startAppearance()
  expect(typeSize.value).toBe('normal')
})

it('counts room in the size of its own type', () => {
  vi.stubGlobal('innerWidth', 390)
  startAppearance()
  expect(root.classList.contains('phone')).toBe(true)
  vi.stubGlobal('innerWidth', 1440)
  startAppearance()
  expect(root.classList.contains('phone')).toBe(false)
  expect(root.classList.contains('narrow')).toBe(false)
})
