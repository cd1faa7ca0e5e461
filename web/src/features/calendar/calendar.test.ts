import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { mountPage } from '@/testing/mount'
import { json, network, refusal } from '@/testing/network'
import { changedDay, choiceOf, monthsOf, type CalendarDay } from './calendar'
import CalendarPage from './CalendarPage.vue'

const day = (more: Partial<CalendarDay>): CalendarDay => ({
  day: '2027-01-01',
  weekday: 5,
  kind: 'working_day',
  name: '',
  ...more,
})
const saturday = day({ day: '2027-01-02', weekday: 6, kind: 'weekend' })

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

it('an ordinary day follows its weekday, a holiday and a make-up day have a name', () => {
  expect(changedDay(day({}), 'public_holiday', '元旦')).toMatchObject({
    kind: 'public_holiday',
    name: '元旦',
  })
  expect(changedDay(day({ kind: 'public_holiday', name: '元旦' }), 'ordinary', '')).toMatchObject({
    kind: 'working_day',
    name: '',
  })
  expect(changedDay(saturday, 'ordinary', '').kind).toBe('weekend')
  expect(choiceOf(saturday)).toBe('ordinary')
  expect(choiceOf(day({ kind: 'make_up_day' }))).toBe('make_up_day')
})

it('days fall into their months', () => {
  const months = monthsOf([day({}), saturday, day({ day: '2027-12-31' })])
  expect(months.map((one) => one.length)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
})

const years = {
  may_edit: true,
  today: '2027-01-04',
  items: [
    {
      year: 2027,
      origin: 'none',
      source: '',
      working_days: 261,
      public_holidays: 0,
      make_up_days: 0,
      note: '2027年的放假安排尚未公布',
    },
  ],
}
const year = { ...years.items[0], may_edit: true, days: [day({}), saturday] }

it('says that a year is not known, and keeps what was changed when somebody was faster', async () => {
  const { asked } = network({
    'GET /api/v1/calendar/years': () => json(years),
    [`GET /api/v1/calendar/years/${new Date().getFullYear()}`]: () =>
      json(year, 200, { ETag: '"0"' }),
    [`PUT /api/v1/calendar/years/${new Date().getFullYear()}`]: () =>
      refusal(412, 'calendar_conflict', '在您编辑期间已修改'),
  })
  const { wrapper } = await mountPage(CalendarPage)
  await flushPromises()
  expect(wrapper.text()).toContain('尚未公布')
  await wrapper.find('input.cell').setValue('某通知')
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true }))
  await flushPromises()
  expect(asked.find((one) => one.method === 'PUT')?.body).toEqual({ source: '某通知', days: [] })
  expect(wrapper.text()).toContain('在您编辑期间已修改')
  expect((wrapper.find('input.cell').element as HTMLInputElement).value).toBe('某通知')
  wrapper.unmount()
})
