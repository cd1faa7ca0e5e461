// Serves dist and answers like the server would, from memory: for looking at every page without a build of the server.
//   npm run build && npm run preview:fixture        then http://127.0.0.1:5199, any name and password ("no" is refused)
// ZHANTU_WALL_SVG, ZHANTU_PAPER_SVG: files to show as drawings. The content policy is the server's.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as data from './fixture_data.mjs'

const { projects, months, label, campaign, tenures } = data
const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const port = Number(process.env.PORT ?? 5199)
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const policy =
  "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"

let revision = 9
let eventId = 40
let loggedIn = process.env.ZHANTU_LOGGED_IN === '1'
let tenure = tenures[0]
const listeners = new Set()
const seen = new Map()
const publications = new Map(
  months
    .slice(0, 8)
    .map((one) => [one, { by: '督考办公室 主任 秦书远', at: `${one}-28T09:00:00Z`, remark: '' }]),
)

const fold = (value) =>
  Object.fromEntries(
    Object.entries(value).filter(([key]) => !['post_id', 'version', 'role'].includes(key)),
  )
const actsOn = (project) => {
  if (tenure.role === 'office') return ['edit_project', 'determine']
  if (tenure.role === 'lead') return project.lead_unit === tenure.unit ? ['report_actual'] : []
  return project.command_post === tenure.unit ? ['confirm_report'] : []
}
const shown = (project) => ({ ...fold(project), acts: actsOn(project) })
const problem = (status, word, detail, items) => ({
  status,
  type: 'application/problem+json',
  body: {
    type: `/problems/${word}`,
    title: word,
    status,
    word,
    detail,
    request_id: `fx-${Math.random().toString(16).slice(2, 10)}`,
    ...(items ? { items } : {}),
  },
})
const ok = (body, more = {}) => ({ status: 200, type: 'application/json', body, ...more })

function tell(type, period) {
  eventId += 1
  for (const listener of listeners)
    listener.write(
      `id: ${eventId}\nevent: ${type}\ndata: ${JSON.stringify({ campaign: '1', revision, period })}\n\n`,
    )
}

function session() {
  const acts = {
    office: ['import_plan', 'publish', 'correct', 'edit_project', 'determine'],
    lead: ['report_actual'],
    post: ['confirm_report'],
  }[tenure.role]
  return {
    login: 'qinshuyuan',
    name: '秦书远',
    system_administrator: false,
    tenure: fold(tenure),
    tenures: tenures.map(fold),
    campaigns: [{ id: '1', title: campaign.title, acts }],
    expires_at: '2026-10-09T12:00:00Z',
  }
}

function periodState(period) {
  const cells = projects.map((one) => one.cells.find((cell) => cell.period === period))
  if (cells.some((cell) => cell.state === 'corrected')) return 'corrected'
  return (
    ['published', 'determined', 'confirmed', 'reported'].find((state, i, order) =>
      cells.every((cell) => order.indexOf(cell.state) <= i && order.includes(cell.state)),
    ) ?? 'planned'
  )
}

function periods() {
  return months.map((period) => {
    const of = (card) =>
      projects.filter((one) => one.cells.find((cell) => cell.period === period).card?.card === card)
        .length
    return {
      period,
      label: label(period),
      state: periodState(period),
      blue: of('blue'),
      yellow: of('yellow'),
      red: of('red'),
    }
  })
}

function proposal(project, index) {
  const cell = project.cells[index]
  if (!cell.plan)
    return {
      verdict: 'no_target',
      card: 'none',
      why: data.whyOf(cell.period, 'no_target', 0),
      barrier: null,
    }
  const nothing = { verdict: null, card: 'none', barrier: null }
  if (!cell.report) return { ...nothing, why: `${label(cell.period)}尚未报送，系统不提建议` }
  if (cell.plan.quantity === null)
    return { ...nothing, why: `${label(cell.period)}计划没有数量，由督考办公室核实后认定` }
  const verdict = cell.report.percent >= cell.plan.percent ? 'met' : 'missed'
  const { card, run } = data.cardAfter(project.cells, index, verdict)
  return {
    verdict,
    card,
    why: `${label(cell.period)}计划累计${cell.plan.quantity}${project.unit_of_quantity}，报送累计${cell.report.quantity}${project.unit_of_quantity}，${data.whyOf(cell.period, verdict, run)}`,
    barrier:
      verdict === 'missed' || cell.confirmation
        ? null
        : `${project.name}${label(cell.period)}的报送还没有经指挥部确认，不能认定为完成。`,
  }
}

function board(period) {
  const index = months.indexOf(period)
  const frozen = publications.has(period)
  const missing = projects.filter((one) => !one.cells[index].determination).map(data.summary)
  const office = tenure.role === 'office'
  let word = null
  let detail = null
  if (frozen) [word, detail] = ['period_already_published', `${label(period)}已经公示。`]
  else if (!office) [word, detail] = ['not_allowed', '只有督考办公室可以公示。']
  else if (missing.length)
    [word, detail] = ['verdicts_missing', `还有 ${missing.length} 个项目没有认定，不能公示。`]
  const items = projects.map((one) => {
    const cell = one.cells[index]
    const barred =
      office && one.number === 'CX-04'
        ? '您在青坪镇任职期间该项目由青坪镇主责，须回避，由替补人员认定。'
        : null
    const verdict = cell.determination?.verdict
    let acts = frozen ? [] : actsOn(one).filter((act) => act !== 'edit_project')
    if (barred) acts = []
    if (cell.confirmation) acts = acts.filter((act) => act !== 'report_actual')
    return {
      project: data.summary(one),
      cell,
      proposal: proposal(one, index),
      card_if_published: verdict ? data.cardAfter(one.cells, index, verdict).card : null,
      asked: {},
      acts,
      barred,
    }
  })
  return {
    campaign: '1',
    period,
    label: label(period),
    state: periodState(period),
    may_publish: { allowed: word === null, word, detail },
    missing: frozen ? [] : missing,
    asked: [],
    items,
  }
}

function publication(period) {
  const head = publications.get(period)
  if (!head) return problem(404, 'not_published', `${label(period)}还没有公示。`)
  return ok({
    campaign: '1',
    period,
    label: label(period),
    ...head,
    mechanism: 'command-posts 1',
    engine_version: 1,
    revision,
    cards: projects.map((one) => ({
      project: data.summary(one),
      card: one.cells.find((cell) => cell.period === period).card,
    })),
    units: [],
    posts: [],
    effects: [],
    corrections: data.corrections.filter((one) => one.period === period),
  })
}

function write(act, cell, project, body) {
  const by = `${tenure.unit} ${tenure.post} 秦书远`
  const at = '2026-10-09T03:10:00Z'
  const percent = (quantity) =>
    quantity == null
      ? null
      : Math.round((Number(quantity) / Number(project.annual_quantity)) * 10000) / 100
  if (publications.has(cell.period))
    return problem(409, 'period_already_published', `${label(cell.period)}已经公示，只能更正。`)
  if (act === 'report') {
    if (cell.confirmation)
      return problem(409, 'already_confirmed', '指挥部已经确认，不能再改报送。')
    cell.report = {
      text: body.text,
      quantity: body.quantity ?? null,
      percent: percent(body.quantity),
      by,
      at,
    }
    cell.state = 'reported'
  } else if (act === 'confirmation') {
    if (!cell.report) return problem(409, 'not_reported', '还没有报送，无从确认。')
    cell.confirmation = { by, at, remark: body.remark ?? '' }
    cell.state = 'confirmed'
  } else {
    if (!cell.confirmation && cell.plan)
      return problem(409, 'not_confirmed', '指挥部还没有确认报送，不能认定。')
    cell.determination = {
      verdict: body.verdict,
      verified_quantity: body.verified_quantity ?? null,
      percent: percent(body.verified_quantity),
      reason: body.reason ?? '',
      by,
      at,
    }
    cell.state = 'determined'
  }
  tell('changed', cell.period)
  return ok(cell)
}

function publish(period) {
  const now = board(period)
  if (!now.may_publish.allowed)
    return problem(
      409,
      now.may_publish.word,
      now.may_publish.detail,
      now.missing.map((one) => ({
        where: `${one.number} ${one.name}`,
        word: 'verdict_missing',
        detail: '没有认定',
      })),
    )
  const index = months.indexOf(period)
  for (const one of projects) {
    const cell = one.cells[index]
    const { verdict } = cell.determination
    const { card, run } = data.cardAfter(one.cells, index, verdict)
    cell.card = {
      card,
      verdict,
      why: data.whyOf(period, verdict, run),
      missed_run: run,
      shown: null,
      corrections: [],
    }
    cell.state = 'published'
  }
  revision += 1
  publications.set(period, {
    by: `${tenure.unit} ${tenure.post} 秦书远`,
    at: '2026-10-09T03:30:00Z',
    remark: '',
  })
  tell('published', period)
  return { ...publication(period), status: 201 }
}

function correct(period, body, dry) {
  const one = projects.find((each) => each.id === body.project)
  const from = months.indexOf(period)
  const changes = []
  const cells = structuredClone(one.cells)
  cells[from].determination.verdict = body.verdict
  for (let i = from; i < 12 && cells[i].card; i += 1) {
    const verdict = cells[i].determination.verdict
    const { card, run } = data.cardAfter(cells, i, verdict)
    if (card !== cells[i].card.card)
      changes.push({
        period: months[i],
        before: cells[i].card.card,
        after: card,
        why: data.whyOf(months[i], verdict, run),
      })
  }
  const answer = {
    number: dry ? 0 : data.corrections.length + 1,
    period,
    project: data.summary(one),
    verdict_before: one.cells[from].card.verdict,
    verdict_after: body.verdict,
    reason: body.reason,
    by: '督考办公室 主任 秦书远',
    at: '2026-10-09T03:40:00Z',
    changes,
  }
  if (dry) return ok(answer)
  one.cells[from].determination.verdict = body.verdict
  one.cells[from].card.verdict = body.verdict
  for (const change of changes) {
    const cell = one.cells[months.indexOf(change.period)]
    Object.assign(cell.card, { card: change.after, why: change.why })
    cell.card.corrections.push({
      number: answer.number,
      before: change.before,
      after: change.after,
      reason: body.reason,
      by: answer.by,
      at: answer.at,
    })
    cell.state = 'corrected'
  }
  data.corrections.push(answer)
  revision += 1
  tell('corrected', period)
  return { ...ok(answer), status: 201 }
}

function importPlan(mode, size) {
  const base = {
    mode,
    sheet: '年度计划',
    rows: 14,
    new_people: [],
    problems: [],
    changes: [],
    created: 0,
    updated: 0,
    unchanged: 14,
  }
  if (size % 2 === 1)
    return ok({
      ...base,
      rows: 15,
      unchanged: 12,
      problems: [
        {
          sheet: '年度计划',
          cell: 'G7',
          value: '三千二',
          word: 'quantity_unreadable',
          detail: '“三千二”不是数字；请写 3200。',
        },
        {
          sheet: '年度计划',
          cell: 'D11',
          value: '石桥镇政府',
          word: 'unit_unknown',
          detail: '没有叫“石桥镇政府”的单位；是否指“石桥镇”？',
        },
        {
          sheet: '年度计划',
          cell: 'L15',
          value: '',
          word: 'plan_shrinks',
          detail: '9月累计计划少于8月。',
        },
      ],
    })
  return ok({
    ...base,
    created: 1,
    updated: 1,
    unchanged: 12,
    new_people: ['郑可', '吴桐'],
    changes: [
      {
        number: 'MS-05',
        name: '白鹭乡卫生院改建',
        what: 'create',
        fields: ['名称', '主责单位', '年度目标', '3月至12月计划'],
      },
      { number: 'CX-01', name: '县城北环路改造', what: 'update', fields: ['基本情况', '责任人'] },
    ],
  })
}

async function drawing(query) {
  const paper = query.get('medium') === 'paper'
  const file = paper ? process.env.ZHANTU_PAPER_SVG : process.env.ZHANTU_WALL_SVG
  const [width, height, ground, ink] = paper
    ? [1189, 841, '#fffdf8', '#23201b']
    : [1920, 1080, '#0c1620', '#e9f0f4']
  const rows = projects.map(
    (one, i) =>
      `<a href="/projects/${one.id}"><text x="60" y="${130 + i * 26}" font-size="18" fill="${ink}">${one.name}</text></a>`,
  )
  const plain = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${ground}"/><text x="40" y="64" font-size="40" fill="${ink}">${campaign.title} ${query.get('page') ?? 1}</text>${rows.join('')}</svg>`
  const text = file ? await readFile(file, 'utf8') : plain
  return {
    status: 200,
    type: 'image/svg+xml',
    raw: text,
    headers: { 'X-Chart-Pages': '2', 'X-Chart-Revision': String(revision), ETag: `"${revision}"` },
  }
}

async function api(method, path, query, body, headers) {
  const p = path.split('/').slice(3)
  if (p[0] === 'session') {
    if (method === 'POST') {
      if (body.password === 'no')
        return problem(401, 'wrong_credentials', '用户名或密码不对。连续错五次将锁定一刻钟。')
      loggedIn = true
      return { ...ok(session()), status: 201 }
    }
    if (!loggedIn) return problem(401, 'not_logged_in', '请先登录。')
    if (method === 'DELETE') loggedIn = false
    if (method === 'DELETE' || p[1] === 'password') return { status: 204 }
    if (p[1] === 'tenure') tenure = tenures.find((one) => one.id === body.tenure)
    return ok(session())
  }
  if (p[2] === 'wall')
    return ok({
      campaign: '1',
      title: campaign.title,
      revision,
      period: '2026-08',
      pages: 2,
      now: new Date().toISOString().replace(/\.\d+/, ''),
      utc_offset_minutes: 480,
      last_event_id: String(eventId),
      ticker: [
        { time: '15:38', text: '石桥镇新材料中试基地通过竣工验收，完成销号', source: '县督查室' },
        { time: '15:21', text: '白鹭乡高标准农田第四标段进场，机械 12 台', source: '白鹭乡' },
        { time: '14:56', text: '县城北环路改造路基完成 8.2 公里', source: '县住建局' },
        { time: '9月30日', text: '8月结果已公示：蓝牌 11、黄牌 2、红牌 1', source: '督考办公室' },
      ],
    })
  if (p[4] === 'revisions')
    return ok({
      state: { 9: 'current', 0: 'disagrees' }[p[5]] ?? 'stale',
      title: '云溪县2026年重点项目挂图作战进度图',
      printed_revision: Number(p[5]),
      current_revision: revision,
      published_at: '2026-08-28T09:00:00Z',
    })
  if (p[2] === 'charts')
    return query.get('as_of') && query.get('as_of') < '2026-01-05'
      ? problem(404, 'no_chart_then', '那一天还没有这张图：挂图作战自 2026 年 1 月 5 日开始。')
      : drawing(query)
  if (!loggedIn) return problem(401, 'not_logged_in', '请先登录。')
  if (p[0] === 'campaigns' && p.length === 1)
    return ok({
      items: [{ id: '1', title: campaign.title, unit: campaign.unit, year: 2026 }],
      next: null,
    })
  if (p[0] === 'campaigns' && p[1] !== '1')
    return problem(404, 'campaign_unknown', '没有这个挂图作战行动。')
  if (p[0] === 'campaigns' && p.length === 2)
    return ok({
      ...campaign,
      periods: periods(),
      project_count: projects.length,
      revision,
      today: data.kToday,
    })
  if (p[2] === 'projects') {
    const q = query.get('q') ?? ''
    const found = projects.filter(
      (one) =>
        `${one.number}${one.name}${one.lead_unit}`.includes(q) &&
        (!query.get('command_post') || one.post_id === query.get('command_post')),
    )
    const from = found.findIndex((one) => one.id === query.get('after')) + 1
    const part = found.slice(from, from + 10)
    return ok({ items: part.map(shown), next: from + 10 < found.length ? part.at(-1).id : null })
  }
  if (p[2] === 'periods' && p[4] === 'publication')
    return method === 'POST' ? publish(p[3]) : publication(p[3])
  if (p[2] === 'periods' && p[4] === 'corrections')
    return correct(p[3], body, query.get('dry_run') === 'true')
  if (p[0] === 'campaigns' && p[2] === 'periods') return ok(board(p[3]))
  if (p[2] === 'plan-imports') return importPlan(query.get('mode'), body.length)
  const one = projects.find((each) => each.id === p[1])
  if (p[0] !== 'projects' || !one) return problem(404, 'project_unknown', '没有这个项目。')
  const etag = { headers: { ETag: `"${one.version}"` } }
  if (method === 'PATCH') {
    if (headers['if-match'] !== `"${one.version}"`)
      return problem(412, 'edit_conflict', '有人在您之前改过这个项目。')
    Object.assign(one, body, { version: one.version + 1 })
    return ok(shown(one), { headers: { ETag: `"${one.version}"` } })
  }
  if (p[2] === 'periods')
    return write(
      p[4],
      one.cells.find((cell) => cell.period === p[3]),
      one,
      body,
    )
  return ok(shown(one), etag)
}

function stream(request, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.write(': here\n\n')
  const beat = setInterval(() => response.write(': beat\n\n'), 15_000)
  listeners.add(response)
  request.on('close', () => (clearInterval(beat), listeners.delete(response)))
}

async function page(path) {
  const wanted = path.startsWith('/wall/') ? '/wall.html' : path
  const inside = normalize(wanted).replace(/^(\.\.[/\\])+/, '')
  try {
    return [inside, await readFile(join(dist, inside === '/' ? 'index.html' : inside))]
  } catch {
    return ['/index.html', await readFile(join(dist, 'index.html'))]
  }
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://local')
  if (!pathname.startsWith('/api/')) {
    const [name, bytes] = await page(pathname)
    response.writeHead(200, {
      'Content-Type': types[extname(name)] ?? types['.html'],
      'Content-Security-Policy': policy,
    })
    response.end(bytes)
    return
  }
  if (pathname.endsWith('/events')) return stream(request, response)
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const json = /json/.test(request.headers['content-type'] ?? '')
  const key = request.headers['idempotency-key']
  const answer =
    seen.get(key) ??
    (await api(
      request.method,
      pathname,
      searchParams,
      json ? JSON.parse(bytes.toString() || '{}') : bytes,
      request.headers,
    ))
  if (key && answer.status < 300) seen.set(key, answer)
  response.writeHead(answer.status, {
    ...(answer.type ? { 'Content-Type': answer.type } : {}),
    ...answer.headers,
  })
  response.end(answer.raw ?? (answer.body ? JSON.stringify(answer.body) : undefined))
})
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`))
