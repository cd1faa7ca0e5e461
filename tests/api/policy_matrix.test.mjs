// Plays every route by every role on the demo county and compares what happens with `zhantu policy --json`.
//
// A row is {operation, role, relation, refusal}; refusal is the word, or "" where the act is allowed. relation is "own"
// or "other" for acts on a project, "" for the rest. Own means to belong: to its command post, lead or partner unit.
// Bodies are chosen so that an allowed act mostly ends in a refusal by state: only refusals of the policy count here.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, contract, describe, idempotencyKey } from '../harness/client.mjs';
import { binaryPath, demoNow, projectRoot, runCommand, startServer } from '../harness/server.mjs';
import { County } from '../stories/county.mjs';

const base = '/api/v1';
const ofPolicy = ['not_logged_in', 'not_permitted', 'barred_by_belonging'];
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const closed = '2026-03';
const running = '2026-10';

// Who plays a role, and the project that stands in each relation to them.
const cast = {
  anonymous: { who: 'nobody', own: 'P01', other: 'P01' },
  headquarters: { who: 'commander_in_chief@headquarters', own: 'P01', other: 'P01' },
  // office2 comes from the unit that leads P24.
  supervision_office: {
    who: 'officer@supervision_office',
    own: 'P24',
    other: 'P01',
    belonging: 'office2',
  },
  command_post: { who: 'commander@post(P01)', own: 'P01', other: 'P10' },
  lead_unit: { who: 'clerk@lead(P01)', own: 'P01', other: 'P10' },
  system_administrator: { who: 'administrator@system', own: 'P01', other: 'P01' },
  security_administrator: { who: 'administrator@security', own: 'P01', other: 'P01' },
  auditor: { who: 'administrator@auditor', own: 'P01', other: 'P01' },
  // Holds a post in the county and has no part in the campaign.
  other_post: { who: 'bystander', own: 'P01', other: 'P01' },
};

// One request for each operation: (project id) -> [method, path, options]. `campaign` is set before the first one.
let campaign;
const write = (json) => ({ json, key: idempotencyKey() });
const file = (text) => ({ bytes: Buffer.from(text), contentType: 'application/toml' });
const cell = (id, period, leaf) => `${base}/projects/${id}/periods/${period}/${leaf}`;
const requests = {
  log_in: () => ['POST', `${base}/session`, { json: { login: 'nobody', password: 'x' } }],
  get_session: () => ['GET', `${base}/session`],
  log_out: () => ['DELETE', `${base}/session`],
  act_for: () => ['PUT', `${base}/session/tenure`, write({ tenure: '999999999' })],
  change_password: () => ['PUT', `${base}/session/password`, write({ old: 'not it', new: 'a-new-password-2026' })],
  create_token: () => ['POST', `${base}/tokens`, write({ name: 'matrix', days: 1 })],
  get_registry: () => ['GET', `${base}/registry`],
  import_register: () => ['POST', `${base}/registry/imports?mode=check`, write({ kind: 'units', rows: [] })],
  list_units: () => ['GET', `${base}/units?limit=1`],
  add_unit: () => ['POST', `${base}/units`, write({ name: 'x' })],
  get_unit: () => ['GET', `${base}/units/999999999`],
  edit_unit: () => ['PATCH', `${base}/units/999999999`, write({ name: 'x' })],
  list_people: () => ['GET', `${base}/people?limit=1`],
  add_person: () => ['POST', `${base}/people`, write({ name: '' })],
  get_person: () => ['GET', `${base}/people/999999999`],
  edit_person: () => ['PATCH', `${base}/people/999999999`, write({ name: 'x' })],
  rename_post: () => ['PATCH', `${base}/posts/999999999`, write({ title: 'x' })],
  add_tenure: () => ['POST', `${base}/tenures`, write({ person: '999999999', unit: '1', title: 'x' })],
  get_tenure: () => ['GET', `${base}/tenures/999999999`],
  edit_tenure: () => ['PATCH', `${base}/tenures/999999999`, write({ starts_on: '2026-01-01' })],
  list_accounts: () => ['GET', `${base}/accounts?limit=1`],
  add_account: () => ['POST', `${base}/accounts`, write({ person: '999999999', login: 'x-y' })],
  get_account: () => ['GET', `${base}/accounts/999999999`],
  edit_account: () => ['PATCH', `${base}/accounts/999999999`, write({ active: false })],
  give_password: () => ['POST', `${base}/accounts/999999999/password`, { key: idempotencyKey() }],
  list_campaigns: () => ['GET', `${base}/campaigns`],
  found_campaign: () => ['POST', `${base}/campaigns`, write({ title: '' })],
  get_setup: () => ['GET', `${campaign}/setup`],
  edit_campaign: () => ['PATCH', `${campaign}/setup`, { ...write({}), headers: { 'if-match': '"0"' } }],
  add_organ: () => ['POST', `${campaign}/organs`, write({ kind: 'command_post', name: '' })],
  get_organ: () => ['GET', `${campaign}/organs/999999999`],
  edit_organ: () => ['PATCH', `${campaign}/organs/999999999`, write({ name: 'x' })],
  name_substitute: () => ['PUT', `${campaign}/substitutes`, write({ projects: [] })],
  add_project: () => ['POST', `${campaign}/projects`, write({ number: '' })],
  get_project_record: (id) => ['GET', `${base}/projects/${id}/record`],
  edit_project_record: (id) => [
    'PATCH',
    `${base}/projects/${id}/record`,
    { ...write({}), headers: { 'if-match': '"0"' } },
  ],
  get_project_history: (id) => ['GET', `${base}/projects/${id}/history`],
  get_campaign: () => ['GET', campaign],
  get_board: () => ['GET', `${campaign}/board`],
  list_projects: () => ['GET', `${campaign}/projects`],
  get_project: (id) => ['GET', `${base}/projects/${id}`],
  edit_project: (id) => [
    'PATCH',
    `${base}/projects/${id}`,
    { ...write({ facts: 'x' }), headers: { 'if-match': '"0"' } },
  ],
  report_actual: (id) => ['PUT', cell(id, closed, 'report'), write({ text: 'x', quantity: '1' })],
  report_many: (id) => [
    'PUT',
    `${campaign}/periods/${closed}/reports`,
    write({ reports: [{ project: String(id), text: 'x', quantity: '1' }] }),
  ],
  confirm_report: (id) => ['PUT', cell(id, closed, 'confirmation'), write({})],
  determine: (id) => ['PUT', cell(id, closed, 'determination'), write({ verdict: 'no_target' })],
  get_period: () => ['GET', `${campaign}/periods/${running}`],
  publish: () => ['POST', `${campaign}/periods/${closed}/publication`, write({})],
  get_publication: () => ['GET', `${campaign}/periods/${closed}/publication`],
  correct: (id) => [
    'POST',
    `${campaign}/periods/${running}/corrections`,
    write({ project: id, verdict: 'met', reason: 'x' }),
  ],
  list_mechanisms: () => ['GET', `${campaign}/mechanisms`],
  get_mechanism: () => ['GET', `${campaign}/mechanisms/1`],
  check_mechanism: () => ['POST', `${campaign}/mechanism-checks`, file('x')],
  simulate_mechanism: () => ['POST', `${campaign}/mechanism-simulations`, file('x')],
  adopt_mechanism: () => ['POST', `${campaign}/mechanisms`, write({ text: 'x', remark: 'x' })],
  import_plan: () => [
    'POST',
    `${campaign}/plan-imports?mode=check`,
    { bytes: Buffer.from('x'), contentType: xlsx, key: idempotencyKey() },
  ],
  annotate_plan: () => [
    'POST',
    `${campaign}/plan-imports/annotated`,
    { bytes: Buffer.from('not a workbook'), contentType: xlsx, key: idempotencyKey() },
  ],
  export_plan_xlsx: () => ['GET', `${campaign}/plan-export.xlsx`],
  export_plan_csv: () => ['GET', `${campaign}/plan-export.csv`],
  list_plan_tables: () => ['GET', `${campaign}/plan-tables`],
  get_job: () => ['GET', `${base}/jobs/${idempotencyKey()}`],
  cancel_job: () => ['DELETE', `${base}/jobs/${idempotencyKey()}`],
  plan_template: () => ['GET', `${campaign}/plan-template.xlsx`],
  progress_chart: () => ['GET', `${campaign}/charts/progress?audience=open`],
  progress_strips: () => ['GET', `${campaign}/charts/progress/strips?audience=open&changed_since=1`],
  chart_subjects: () => ['GET', `${campaign}/charts/progress/subjects`],
  get_overview: () => ['GET', `${campaign}/overview`],
  wall_state: () => ['GET', `${campaign}/wall`],
  check_revision: () => ['GET', `${campaign}/charts/progress/revisions/1?code=0000-0000-0000`],
  get_directory: () => ['GET', `${campaign}/directory`],
  list_tasks: () => ['GET', `${campaign}/tasks`],
  add_task: () => ['POST', `${campaign}/tasks`, write({})],
  edit_task: () => ['PUT', `${campaign}/tasks/1`, { ...write({}), headers: { 'if-match': '"99"' } }],
  share_task: () => ['PUT', `${campaign}/tasks/1/shares`, write({})],
  link_task: () => ['PUT', `${campaign}/tasks/1/projects`, write({})],
  set_categories: () => ['PUT', `${campaign}/task-categories`, write({})],
  list_candidates: () => ['GET', `${campaign}/candidates`],
  propose_candidate: () => ['POST', `${campaign}/candidates`, write({})],
  edit_candidate: () => ['PUT', `${campaign}/candidates/1`, { ...write({}), headers: { 'if-match': '"99"' } }],
  choose_candidate: () => ['POST', `${campaign}/candidates/1/choices`, write({})],
  weigh_candidates: () => ['PUT', `${campaign}/weighings`, write({})],
  get_selection_rule: () => ['GET', `${campaign}/selection-rule`],
  set_selection_rule: () => [
    'PUT',
    `${campaign}/selection-rule`,
    { ...write({}), headers: { 'if-match': '"99"' } },
  ],
  list_calendar_years: () => ['GET', `${base}/calendar/years`],
  get_calendar_year: () => ['GET', `${base}/calendar/years/2026`],
  set_calendar_year: () => [
    'PUT',
    `${base}/calendar/years/2026`,
    { ...write({ source: '', days: [] }), headers: { 'if-match': '"99"' } },
  ],
  import_calendar: () => [
    'POST',
    `${base}/calendar/imports?mode=check`,
    { bytes: Buffer.from('x'), contentType: 'text/csv', key: idempotencyKey() },
  ],
  list_journal: () => ['GET', `${base}/journal?limit=1`],
  list_journal_changes: () => ['GET', `${base}/journal/changes?limit=1`],
  journal_head: () => ['GET', `${base}/journal/head`],
  list_problems: () => ['GET', `${base}/problems`],
  health_live: () => ['GET', '/health/live'],
  health_ready: () => ['GET', '/health/ready'],
  events: null,
};
// These end the session that they use, or could.
const endsSession = ['log_out', 'change_password', 'log_in'];

let server, county, rows, ids;
const clients = new Map();

async function clientFor(role, relation, fresh) {
  const { who, belonging } = cast[role];
  const login = relation === 'own' && belonging ? belonging : who;
  if (!fresh && clients.has(login)) return clients.get(login);
  const actor = county.who(login);
  const made = new Client(server);
  if (actor.login) await made.logIn(actor.login);
  if (actor.unit) await made.actForUnit(actor.unit);
  clients.set(fresh ? Symbol(login) : login, made);
  return made;
}

async function play(row) {
  const relation = row.relation || 'other';
  const client = await clientFor(row.role, relation, endsSession.includes(row.operation));
  if (row.operation === 'events') {
    const stream = await client.events(`${campaign}/events`);
    stream.close();
    return { status: stream.status, word: { 401: 'not_logged_in', 403: 'not_permitted' }[stream.status] };
  }
  const [method, path, options] = requests[row.operation](ids.get(cast[row.role][relation]));
  const answer = await client.request(method, path, options);
  return { status: answer.status, word: answer.json?.word, text: describe(answer) };
}

// The commanders of the demo county sit in headquarters as well; the one who plays the role does not.
async function commanderLeavesHeadquarters() {
  const chief = await clientFor('headquarters', 'own', false);
  const { tenure } = (await clientFor('command_post', 'own', false)).session;
  const { organs } = await chief.read(`${campaign}/setup`);
  const headquarters = organs.find((organ) => organ.kind === 'headquarters');
  const members = headquarters.members
    .filter((member) => member.tenure === tenure.id)
    .map(({ role, starts_on }) => ({ tenure: tenure.id, role, starts_on, ends_on: '2026-10-15' }));
  const path = `${campaign}/organs/${headquarters.id}`;
  const headers = { 'if-match': `"${headquarters.version}"` };
  const answer = await chief.write('PATCH', path, { members }, { headers });
  assert.equal(answer.status, 200, describe(answer));
}

before(async () => {
  mkdirSync(join(projectRoot, 'tests/out'), { recursive: true });
  const printed = JSON.parse(await runCommand(binaryPath(), ['policy', '--json']));
  rows = (Array.isArray(printed) ? printed : printed.rows).map((row) => ({ ...row, allowed: !row.refusal }));
  server = await startServer({ demo: true, clock: demoNow });
  county = new County(join(projectRoot, 'demo/county.toml'));
  const office = await clientFor('supervision_office', 'other', false);
  campaign = `${base}/campaigns/${(await office.read(`${base}/campaigns`)).items[0].id}`;
  const numbers = new Map(
    (await office.readAll(`${campaign}/projects`)).map((project) => [project.number, project.id]),
  );
  await commanderLeavesHeadquarters();
  ids = new Map([...county.projects.values()].map((project) => [project.key, numbers.get(project.number)]));
});

after(async () => {
  for (const client of clients.values()) client.close();
  await server?.stop(join(projectRoot, 'tests/out/policy_matrix.log'));
});

test('the matrix has a row for every operation and role, and no other', () => {
  const missing = [];
  for (const { id } of contract.operations) {
    for (const role of Object.keys(cast)) {
      if (!rows.some((row) => row.operation === id && row.role === role)) missing.push(`${id} ${role}`);
    }
  }
  assert.deepEqual(missing, []);
  const known = new Set(contract.operations.map((operation) => operation.id));
  assert.deepEqual(
    rows.filter((row) => !known.has(row.operation) || !cast[row.role]),
    [],
  );
  assert.deepEqual(Object.keys(requests).sort(), [...known].sort());
});

test('rows are plain: allowed, or a refusal of the policy', () => {
  for (const row of rows) {
    if (!row.allowed) assert.ok(ofPolicy.includes(row.refusal), JSON.stringify(row));
    assert.ok(['own', 'other', ''].includes(row.relation), JSON.stringify(row));
  }
});

test('what must hold whatever the matrix says: no administrator gives verdicts, strangers write nothing', () => {
  const writes = [
    'edit_project',
    'report_actual',
    'report_many',
    'confirm_report',
    'determine',
    'publish',
    'correct',
    'import_plan',
    'adopt_mechanism',
    'set_calendar_year',
    'add_task',
    'edit_task',
    'share_task',
    'link_task',
    'set_categories',
    'propose_candidate',
    'edit_candidate',
    'choose_candidate',
    'weigh_candidates',
    'set_selection_rule',
    'import_calendar',
  ];
  for (const row of rows.filter((one) => writes.includes(one.operation))) {
    if (/administrator|auditor|anonymous/.test(row.role)) assert.equal(row.allowed, false, JSON.stringify(row));
    if (/^(determine|correct|publish)$/.test(row.operation) && row.role !== 'supervision_office') {
      assert.equal(row.allowed, false, JSON.stringify(row));
    }
  }
  for (const operation of ['determine', 'correct']) {
    const mine = (row) =>
      row.operation === operation && row.role === 'supervision_office' && row.relation === 'own';
    assert.equal(
      rows.find(mine)?.refusal,
      'barred_by_belonging',
      `${operation} by an officer who belongs to the project`,
    );
  }
});

test('every row, live', async () => {
  const differences = [];
  for (const row of rows) {
    const got = await play(row);
    const refused = ofPolicy.includes(got.word) ? got.word : null;
    const wanted = row.allowed ? null : row.refusal;
    if (refused !== wanted) {
      differences.push(
        `${row.operation} by ${row.role} (${row.relation || '-'}): ` +
          `matrix ${wanted ?? 'allowed'}, live ${got.text ?? got.status}`,
      );
    }
  }
  assert.deepEqual(differences, []);
});

test('every refusal by right has status 401 or 403', async () => {
  const table = (await (await clientFor('anonymous', 'other', false)).get(`${base}/problems`)).json;
  const status = (word) => table.find((row) => row.word === word)?.status;
  assert.deepEqual(ofPolicy.map(status), [401, 403, 403]);
});
