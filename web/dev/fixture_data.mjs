// A made-up county for looking at the client without a server. Shapes follow api/openapi.yaml.
const kPosts = [
  { id: '21', name: '产业园区作战指挥部', commander: '周维平', deputy: '沈立群' },
  { id: '22', name: '城乡建设作战指挥部', commander: '韩雪松', deputy: '田静' },
  { id: '23', name: '民生实事作战指挥部', commander: '罗成', deputy: '梁玉梅' },
]
// number, name, lead unit, post, annual quantity, unit, verdicts of January to August (e m x n), September's claim in percent of plan
const kProjects = [
  ['CY-01', '云溪产业园二期厂房', '东岭镇', 0, '48000', '平方米', 'mmmmmmem', 101],
  ['CY-02', '智能装备产业园标准厂房', '枫林镇', 0, '62000', '平方米', 'nmmmmmmm', 101],
  ['CY-03', '健康食品产业园冷链库', '东岭镇', 0, '12000', '立方米', 'mmmmmmmm', 104],
  ['CY-04', '柳河镇板簧企业整合提升', '柳河镇', 0, '23', '家', 'mxmmmmmx', 68],
  ['CY-05', '石桥镇新材料中试基地', '石桥镇', 0, '8500', '万元', 'nnmmmmme', 100],
  ['CY-06', '东部物流集散中心', '石桥镇', 0, '36000', '平方米', 'nmmmmmmm', 90],
  ['CX-01', '县城北环路改造', '白鹭乡', 1, '9.6', '公里', 'mxmmmmmm', 103],
  ['CX-02', '柳河镇老街片区更新', '柳河镇', 1, '41', '栋', 'nmmmmmmm', 101],
  ['CX-03', '石桥镇污水处理厂扩容', '石桥镇', 1, '20000', '立方米/日', 'mmmmmmxx', 72],
  ['CX-04', '青坪镇农村公路提级', '青坪镇', 1, '38.5', '公里', 'mmmxmmmm', 85],
  ['MS-01', '县人民医院门诊综合楼', '石桥镇', 2, '31000', '平方米', 'mmmmmmmx', 69],
  ['MS-02', '第三实验小学新建', '石桥镇', 2, '24000', '平方米', 'nmmmmmmm', 102],
  ['MS-03', '柳河镇养老服务中心', '柳河镇', 2, '120', '张床位', 'nmmmmmmm', null],
  ['MS-04', '石桥镇普惠托育园', '石桥镇', 2, '150', '个托位', 'mmmxmmmm', 85],
  ['MS-05', '石桥镇水厂主体工程', '石桥镇', 2, '100', '%', 'mmmmmmmm', 101],
  ['MS-06', '石桥镇应急广播体系', '石桥镇', 2, null, '', 'nmmmmmmm', 100],
]
const kVerdict = { e: 'exceeded', m: 'met', x: 'missed', n: 'no_target' }
const kOffice = '督考办公室 主任 秦书远'

export const kToday = '2026-10-09'
export const months = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)
export const label = (period) => `${Number(period.slice(5))}月`
const instant = (period, day, hour) => `${period}-${String(day).padStart(2, '0')}T0${hour}:20:00Z`
const scaled = (annual, percent) => String(Math.round(Number(annual) * percent * 100) / 10000)

export function cardAfter(cells, index, verdict) {
  if (verdict === 'no_target') return { card: 'none', run: 0 }
  if (verdict !== 'missed') return { card: 'blue', run: 0 }
  let run = 1
  for (let i = index - 1; i >= 0; i -= 1) {
    const before = cells[i].determination?.verdict
    if (before === 'missed') run += 1
    else if (before !== 'no_target') break
  }
  return { card: run > 1 ? 'red' : 'yellow', run }
}

export function whyOf(period, verdict, run) {
  const by = (clause) => `，依重点工程挂图作战实施意见三（二）“${clause}”（机制第1版）`
  if (verdict === 'no_target') return `${label(period)}无目标：不判牌${by('当月无目标，不判牌')}`
  if (verdict !== 'missed') return `完成：蓝牌${by('超额或如期完成月度目标')}`
  if (run > 1)
    return `未完成，到${label(period)}连续${run}期未完成：红牌${by('连续两个月及以上未完成月度目标')}`
  return `未完成：黄牌${by('未完成月度目标进度')}`
}

function project([number, name, lead, post, annual, unit, history, claim], index) {
  const id = String(71 + index)
  const cells = []
  for (const [i, period] of months.entries()) {
    const letter = history[i]
    const planned = letter === 'n' ? null : Math.min(100, Math.round(8.4 * (i + 1)))
    const plan =
      planned === null
        ? null
        : annual === null
          ? { text: '完成当月任务', quantity: null, percent: null }
          : { text: `累计完成 ${planned}%`, quantity: scaled(annual, planned), percent: planned }
    const cell = {
      period,
      on_wall: true,
      state: 'planned',
      plan,
      report: null,
      confirmation: null,
      determination: null,
      card: null,
    }
    cells.push(cell)
    const share = letter
      ? { e: 106, m: 101, x: 84, n: 0 }[letter]
      : i === 8 && claim !== null
        ? claim
        : null
    if (share === null || planned === null) {
      if (letter === 'n') publish(cell, cells, i, 'no_target', null, '')
      continue
    }
    const percent = annual === null ? null : Math.round(planned * share) / 100
    cell.report = {
      text: share >= 100 ? '按计划推进，当月任务完成' : '受雨季和征地影响，进度滞后',
      quantity: annual === null ? null : scaled(annual, percent),
      percent,
      by: `${lead} 经办人`,
      at: instant(period, 26, 2),
    }
    cell.state = 'reported'
    if (letter || index % 3 !== 2) {
      cell.confirmation = {
        by: `${kPosts[post].name} ${kPosts[post].commander}`,
        at: instant(period, 27, 3),
        remark: '',
      }
      cell.state = 'confirmed'
    }
    if (letter)
      publish(
        cell,
        cells,
        i,
        kVerdict[letter],
        percent,
        letter === 'x' ? '征地 6 户未签，影响主体施工' : '',
      )
  }
  return {
    id,
    number,
    name,
    category: ['产业', '城建', '民生'][post],
    facts: `${annual === null ? '' : `总规模 ${annual} ${unit}，`.replace(' %', '%')}年度计划投资 ${2600 + index * 310} 万元，2025 年 11 月开工，2027 年 6 月竣工。`,
    annual_target:
      annual === null ? '建成并投入使用' : `年内完成 ${annual} ${unit}`.replace(' %', '%'),
    annual_quantity: annual,
    unit_of_quantity: unit,
    lead_unit: lead,
    command_post: kPosts[post].name,
    roles: [
      { kind: 'project_chief', title: '项目长', name: ['宋致远', '何敏', '董昭'][post] },
      { kind: 'lead_leader', title: '主责单位领导', name: `${lead}镇长` },
      {
        kind: 'accountable_person',
        title: '责任人',
        name: ['孙小川', '曹立', '杜鹃', '范一鸣'][index % 4],
      },
      { kind: 'partner_unit', title: '配合单位', name: '县自然资源局、县住建局' },
    ],
    admitted_period: '2026-01',
    withdrawn_period: null,
    cells,
    acts: [],
    post_id: kPosts[post].id,
    version: 1,
  }
}

function publish(cell, cells, index, verdict, percent, reason) {
  cell.determination = {
    verdict,
    verified_quantity: cell.report?.quantity ?? null,
    percent,
    reason,
    by: kOffice,
    at: instant(cell.period, 28, 5),
  }
  const { card, run } = cardAfter(cells, index, verdict)
  cell.card = {
    card,
    verdict,
    why: whyOf(cell.period, verdict, run),
    missed_run: run,
    shown: null,
    corrections: [],
  }
  cell.state = 'published'
}

export const projects = kProjects.map(project)

const corrected = projects[3].cells[7].card
corrected.corrections.push({
  number: 1,
  before: 'blue',
  after: 'yellow',
  reason: '核查发现两家企业未实际搬迁',
  by: kOffice,
  at: '2026-09-11T06:05:00Z',
})
projects[3].cells[7].state = 'corrected'

const summary = ({ id, number, name, unit_of_quantity, lead_unit, command_post }) => ({
  id,
  number,
  name,
  unit_of_quantity,
  lead_unit,
  command_post,
})
export { summary }
export const corrections = [
  {
    number: 1,
    period: '2026-08',
    project: summary(projects[3]),
    verdict_before: 'met',
    verdict_after: 'missed',
    reason: '核查发现两家企业未实际搬迁',
    by: kOffice,
    at: '2026-09-11T06:05:00Z',
    changes: [
      { period: '2026-08', before: 'blue', after: 'yellow', why: whyOf('2026-08', 'missed', 1) },
    ],
  },
]

export const tenures = [
  { id: '11', unit: '云溪县督考办公室', post: '主任', role: 'office' },
  { id: '12', unit: '石桥镇', post: '党政办经办人', role: 'lead' },
  { id: '13', unit: '城乡建设作战指挥部', post: '副指挥长', role: 'post' },
]

export const campaign = {
  id: '1',
  title: '云溪县2026年重点项目挂图作战',
  unit: '云溪县',
  year: 2026,
  parent: '市重点项目攻坚年',
  mechanism: {
    name: 'command-posts',
    version: 1,
    title: '作战指挥部机制',
    rules: [
      '当月完成或超额完成，亮蓝牌。',
      '当月未完成，亮黄牌。',
      '连续两个月及以上未完成，亮红牌。',
      '当月没有目标，不中断也不延长连续计数。',
    ],
  },
  phases: [
    { title: '动员部署', starts_on: '2026-01-05', ends_on: '2026-01-31' },
    { title: '组织实施', starts_on: '2026-02-01', ends_on: '2026-11-30' },
    { title: '总结提升', starts_on: '2026-12-01', ends_on: '2026-12-31' },
  ],
  organs: [
    {
      id: '18',
      kind: 'headquarters',
      name: '重点项目总指挥部',
      members: [
        { role: '第一总指挥', name: '钟明远', post: '县委书记' },
        { role: '总指挥', name: '叶晓岚', post: '县长' },
        { role: '副总指挥', name: '贺川', post: '常务副县长' },
      ],
    },
    {
      id: '19',
      kind: 'supervision_office',
      name: '督考办公室',
      members: [
        { role: '主任', name: '秦书远', post: '县督查室主任' },
        { role: '成员', name: '许安', post: '县发改局' },
      ],
    },
    ...kPosts.map((one) => ({
      id: one.id,
      kind: 'command_post',
      name: one.name,
      members: [
        { role: '指挥长', name: one.commander, post: '副县长' },
        { role: '副指挥长', name: one.deputy, post: '局长' },
      ],
    })),
  ],
}
