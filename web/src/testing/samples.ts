// Small true-to-shape values for tests.
import type { BoardItem, Cell, PeriodBoard, Project } from '@/api/types'

export function cell(more: Partial<Cell> = {}): Cell {
  return {
    period: '2026-09',
    on_wall: true,
    state: 'planned',
    plan: { text: '基础完工', quantity: '100', percent: 50 },
    report: null,
    confirmation: null,
    determination: null,
    card: null,
    ...more,
  }
}

export const report = {
  text: '已完工',
  quantity: '102',
  percent: 51,
  by: '石桥镇 李',
  at: '2026-09-28T02:00:00Z',
}
export const confirmation = { by: '指挥部 王', at: '2026-09-29T02:00:00Z', remark: '' }
export const determination: NonNullable<Cell['determination']> = {
  verdict: 'met',
  verified_quantity: '102',
  percent: 51,
  reason: '',
  cause: null,
  by: '督考办公室 秦',
  at: '2026-09-30T02:00:00Z',
}

export function item(id: string, more: Partial<BoardItem> = {}): BoardItem {
  return {
    project: {
      id,
      number: `N-${id}`,
      name: `项目${id}`,
      unit_of_quantity: '米',
      lead_unit: '石桥镇',
      command_post: '一部',
    },
    cell: cell(),
    proposal: {
      verdict: 'met',
      card: 'blue',
      why: '上报 51%，计划 50%',
      barrier: null,
      takeable: true,
    },
    card_if_published: null,
    asked: {},
    gives: [],
    acts: [],
    waits: more.acts ?? [],
    barred: null,
    ...more,
  }
}

export function board(items: BoardItem[], more: Partial<PeriodBoard> = {}): PeriodBoard {
  return {
    campaign: '1',
    period: '2026-09',
    label: '9月',
    state: 'confirmed',
    cards: ['blue', 'yellow', 'red'],
    may_publish: { allowed: false, word: 'verdicts_missing', detail: '还有项目没有认定。' },
    asked: [],
    causes: [],
    missing: items.filter((one) => !one.cell.determination).map((one) => one.project),
    items,
    ...more,
  }
}

export function project(more: Partial<Project> = {}): Project {
  return {
    id: '71',
    campaign: '5',
    number: 'CY-01',
    name: '云溪产业园二期厂房',
    category: '产业',
    nature: '续建',
    place: '',
    starts_on: '2025-06-18',
    finishes_on: '2026-12-20',
    investment_total_wan: '42000',
    investment_year_wan: '18000',
    facts: '总规模 4.8 万平方米',
    annual_target: '竣工',
    annual_quantity: '200',
    weight: null,
    unit_of_quantity: '平方米',
    lead_unit: '石桥镇',
    command_post: '一部',
    roles: [],
    lacks: [],
    admitted_period: '2026-01',
    withdrawn_period: null,
    cells: [cell()],
    acts: [],
    ...more,
  }
}
