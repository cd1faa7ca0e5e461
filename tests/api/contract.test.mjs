// Walks every operation of api/openapi.yaml on the demo county; Client holds every single answer against the contract.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, contract, describe, idempotencyKey } from '../harness/client.mjs';
import { demoNow, demoPassword, projectRoot, startServer } from '../harness/server.mjs';
import { campaignTests, journalTests, registryTests } from './administration.mjs';
import { County } from '../stories/county.mjs';
import { walkCalendar } from './calendar_walk.mjs';
import { walkTrials } from './mechanism_walk.mjs';
import { walkPool, walkTasks } from './selection_walk.mjs';
import { outAndIn, problemsInTheWorkbook, watchedRequest } from './plan_walk.mjs';
import { wrongVerdicts } from './verdict_walk.mjs';

const base = '/api/v1';
const languages = ['zh-Hans', 'zh-Hant', 'en'];
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let server, county, office, anonymous, campaign, projects, open, published;
const table = new Map();
const clients = [];

function client(options) {
  clients.push(new Client(server, options));
  return clients.at(-1);
}

async function loggedIn(who, options) {
  const { login, unit } = county.who(who);
  const made = await client(options).logIn(login);
  return unit ? made.actForUnit(unit) : made;
}

// A refusal by its word: the status of the table, a whole sentence, a request id.
function expectProblem(answer, word) {
  assert.equal(answer.json?.word, word, describe(answer));
  assert.equal(answer.status, table.get(word)?.status, `status of ${word}`);
  for (const { detail } of [answer.json, ...(answer.json.items ?? [])]) {
    assert.ok(detail.length > 3, `the sentence of ${word}`);
    assert.doesNotMatch(detail, /[{}]/, `an unfilled place in the sentence of ${word}`);
  }
  assert.equal(answer.json.request_id, answer.headers['x-request-id']);
  return answer.json;
}

const head = async () => JSON.stringify(await office.read(`${base}/journal/head`));

// "Say what must not happen": the refused write left no trace.
async function refusedWithoutTrace(word, write) {
  const before = await head();
  const problem = expectProblem(await write(), word);
  assert.equal(await head(), before, `the journal moved though the write was refused with ${word}`);
  return problem;
}

const project = (key) => projects.find((one) => one.number === county.projectOf(key).number);
const cellPath = (key, period, leaf) => `${base}/projects/${project(key).id}/periods/${period}/${leaf}`;

before(async () => {
  mkdirSync(join(projectRoot, 'tests/out'), { recursive: true });
  server = await startServer({ demo: true, clock: demoNow });
  county = new County(join(projectRoot, 'demo/county.toml'));
  anonymous = client();
  for (const row of (await anonymous.get(`${base}/problems`)).json) table.set(row.word, row);
  office = await loggedIn('officer@supervision_office');
  campaign = `${base}/campaigns/${(await office.read(`${base}/campaigns`)).items[0].id}`;
  projects = await office.readAll(`${campaign}/projects`);
  const { periods } = await office.read(campaign);
  const done = periods.filter((one) => ['published', 'corrected'].includes(one.state)).map((one) => one.period);
  published = done.at(-1);
  open = periods.find((one) => !done.includes(one.period)).period;
});

after(async () => {
  for (const one of clients) one.close();
  await server?.stop(join(projectRoot, 'tests/out/contract.log'));
});

test('problems: one table, three languages, the same words', async () => {
  const lists = [];
  for (const language of languages) lists.push((await client({ language }).get(`${base}/problems`)).json);
  const words = lists.map((list) => list.map((row) => row.word).join(' '));
  assert.equal(new Set(words).size, 1);
  assert.ok(lists[0].length > 20);
  for (const list of lists) for (const row of list) assert.ok(row.sentence.trim().length > 3, row.word);
  lists[0].forEach((row, index) => assert.notEqual(row.sentence, lists[2][index].sentence, `${row.word} in English`));
  assert.ok(lists[0].some((row, index) => row.sentence !== lists[1][index].sentence));
});

test('a refusal speaks the language of the reader', async () => {
  const sentences = new Set();
  for (const language of languages) {
    const answer = await client({ language }).get(`${base}/session`);
    sentences.add(expectProblem(answer, 'not_logged_in').detail);
  }
  assert.equal(sentences.size, 3);
  const preferred = await anonymous.get(`${base}/session`, {
    headers: { 'accept-language': 'fr, en;q=0.8, zh;q=0.5' },
  });
  assert.equal(preferred.json.detail, (await client({ language: 'en' }).get(`${base}/session`)).json.detail);
});

test('session: log in, look, act for a post, log out', async () => {
  expectProblem(
    await anonymous.request('POST', `${base}/session`, { json: { login: 'office1', password: 'x' } }),
    'wrong_credentials',
  );
  expectProblem(
    await anonymous.request('POST', `${base}/session`, { json: { login: 'nobody', password: 'x' } }),
    'wrong_credentials',
  );
  const clerk = await loggedIn('clerk@lead(P01)');
  const session = await clerk.read(`${base}/session`);
  assert.ok(session.tenures.some((tenure) => tenure.id === session.tenure.id));
  const again = await clerk.write('PUT', `${base}/session/tenure`, { tenure: session.tenure.id });
  assert.equal(again.json.tenure.id, session.tenure.id);
  const before = (await clerk.read(`${base}/session`)).tenure.id;
  expectProblem(await clerk.write('PUT', `${base}/session/tenure`, { tenure: '999999999' }), 'tenure_not_held');
  assert.equal((await clerk.read(`${base}/session`)).tenure.id, before);
  const cookies = new Map(clerk.cookies);
  assert.equal((await clerk.request('DELETE', `${base}/session`)).status, 204);
  clerk.cookies = cookies;
  expectProblem(await clerk.get(`${base}/session`), 'not_logged_in');
});

test('the session cookie is kept from scripts, from plain http and from other sites', async () => {
  const answer = await client().request('POST', `${base}/session`, {
    json: { login: 'office1', password: demoPassword },
  });
  const cookie = answer.headers['set-cookie'].find((line) => line.startsWith('__Host-zhantu='));
  for (const attribute of [/;\s*Secure/i, /;\s*HttpOnly/i, /;\s*Path=\//i, /;\s*SameSite=(Lax|Strict)/i])
    assert.match(cookie, attribute);
  assert.doesNotMatch(answer.text, new RegExp(cookie.split(/[=;]/)[1]));
});

test('a changed password ends other sessions and tokens', async () => {
  const first = await loggedIn('clerk@lead(P28)');
  const second = await loggedIn('clerk@lead(P28)');
  const program = await (await loggedIn('clerk@lead(P28)')).useToken(1);
  assert.equal((await program.get(`${base}/session`)).status, 200);
  const change = (old, fresh) => first.write('PUT', `${base}/session/password`, { old, new: fresh });
  await refusedWithoutTrace('wrong_credentials', () => change('not it', 'a-new-password-2026'));
  await refusedWithoutTrace('field_invalid', () => change(demoPassword, 'short'));
  assert.equal((await change(demoPassword, 'a-new-password-2026')).status, 204);
  assert.equal((await first.get(`${base}/session`)).status, 200);
  expectProblem(await second.get(`${base}/session`), 'not_logged_in');
  expectProblem(await program.get(`${base}/session`), 'not_logged_in');
  const login = first.session.login;
  expectProblem(
    await client().request('POST', `${base}/session`, { json: { login, password: demoPassword } }),
    'wrong_credentials',
  );
  await client().logIn(login, 'a-new-password-2026');
});

test('a token acts for its maker; a made-up one does not', async () => {
  const program = await (await loggedIn('officer@supervision_office')).useToken(1);
  assert.equal((await program.get(campaign)).status, 200);
  expectProblem(await client().get(campaign, { bearer: 'f'.repeat(64) }), 'not_logged_in');
});

test('campaigns and HEAD', async () => {
  const shown = await office.get(campaign);
  assert.equal(shown.json.title, county.campaign.title);
  assert.equal(shown.json.project_count, projects.length);
  assert.equal(shown.json.organs.length, county.organ.length);
  const onlyHead = await office.request('HEAD', campaign);
  assert.equal(onlyHead.status, 200);
  assert.equal(onlyHead.headers.etag, shown.headers.etag);
  assert.equal(onlyHead.headers['content-type'], shown.headers['content-type']);
  expectProblem(await office.get(`${base}/campaigns/999999`), 'not_found');
  assert.equal((await anonymous.get(`${base}/campaigns`)).status, 200);
  expectProblem(await anonymous.get(campaign), 'not_logged_in');
});

test('the board is one answer for all who may see it, and fresh after every write', async () => {
  const board = await office.read(`${campaign}/board`);
  assert.deepEqual(
    board.projects.map((project) => project.id),
    (await office.readAll(`${campaign}/projects`)).map((project) => project.id),
  );
  const path = `${base}/projects/${board.projects[0].id}`;
  for (const facts of ['一条看得见的事实', '又一条']) {
    const before = await office.get(`${campaign}/board`);
    const { etag } = (await office.get(path)).headers;
    const done = await office.write('PATCH', path, { facts }, { headers: { 'if-match': etag } });
    assert.equal(done.status, 200, describe(done));
    const after = await office.get(`${campaign}/board`);
    assert.notEqual(after.headers.etag, before.headers.etag);
    assert.notEqual(after.json.last_event_id, before.json.last_event_id);
    const same = await office.get(`${campaign}/board`, { headers: { 'if-none-match': after.headers.etag } });
    assert.equal(same.status, 304);
  }
  expectProblem(await anonymous.get(`${campaign}/board`), 'not_logged_in');
  expectProblem(await office.get(`${base}/campaigns/999999/board`), 'not_found');
});

test('lists are paged by key: every item once, in the same order', async () => {
  for (const [path, limit] of [
    [`${campaign}/projects`, 7],
    [`${base}/journal`, 50],
    [`${base}/campaigns`, 1],
  ]) {
    const whole = await office.readAll(path);
    const paged = await office.readAll(path, limit);
    const ids = paged.map((item) => item.id);
    assert.equal(new Set(ids).size, ids.length, path);
    // The journal may grow while it is read; what was there stays where it was.
    assert.deepEqual(
      ids.slice(0, whole.length),
      whole.map((item) => item.id),
      path,
    );
  }
  for (const query of ['limit=0', 'limit=201', 'limit=many']) {
    const answer = await office.get(`${campaign}/projects?${query}`);
    assert.ok([400, 422].includes(answer.status), `${query}: ${answer.status}`);
  }
});

test('projects are found by part of number, name or lead unit, and by command post', async () => {
  const wanted = project('P03');
  for (const q of [wanted.number, wanted.name.slice(0, 4), wanted.lead_unit]) {
    const found = await office.readAll(`${campaign}/projects?q=${encodeURIComponent(q)}`);
    assert.ok(
      found.some((one) => one.id === wanted.id),
      q,
    );
    assert.ok(found.length < projects.length, q);
  }
  assert.deepEqual(await office.readAll(`${campaign}/projects?q=${encodeURIComponent("' or 1=1 --")}`), []);
  const { organs } = await office.read(campaign);
  const post =
    organs.find((organ) => organ.kind === 'command_post' && organ.name === wanted.command_post) ??
    organs.find((organ) => organ.kind === 'command_post');
  const found = await office.readAll(`${campaign}/projects?command_post=${post.id}`);
  assert.equal(new Set(found.map((one) => one.command_post)).size, 1);
  assert.ok(found.length > 0 && found.length < projects.length);
});

test('an edit asks for the version that was seen', async () => {
  const path = `${base}/projects/${project('P05').id}`;
  const seen = (await office.get(path)).headers.etag;
  const edit = (json, etag, key = idempotencyKey()) =>
    office.write('PATCH', path, json, { key, headers: etag ? { 'if-match': etag } : {} });
  await refusedWithoutTrace('precondition_required', () => edit({ facts: '一' }));
  const done = await edit({ facts: '已改' }, seen);
  assert.equal(done.status, 200, describe(done));
  assert.equal(done.json.facts, '已改');
  assert.notEqual(done.headers.etag, seen);
  assert.equal((await office.get(path)).headers.etag, done.headers.etag);
  const conflict = await refusedWithoutTrace('edit_conflict', () => edit({ facts: '太迟' }, seen));
  assert.equal(conflict.current.facts, '已改');
  assert.equal(conflict.version, done.headers.etag);
  assert.equal((await office.read(path)).facts, '已改');
  for (const body of [{ annual_target: '改目标' }, {}, { name: '' }, { name: 'x'.repeat(61) }, { facts: 5 }]) {
    const problem = await refusedWithoutTrace('field_invalid', () => edit(body, done.headers.etag));
    assert.ok(problem.items?.length > 0, JSON.stringify(body));
  }
});

test('a repeated write gives the same answer and writes once', async () => {
  const path = `${base}/projects/${project('P06').id}`;
  const etag = (await office.get(path)).headers.etag;
  const key = idempotencyKey();
  const edit = (facts) => office.write('PATCH', path, { facts }, { key, headers: { 'if-match': etag } });
  const first = await edit('只写一次');
  const after = await head();
  const second = await edit('只写一次');
  assert.equal(second.status, first.status);
  assert.equal(second.text, first.text);
  assert.equal(second.headers.etag, first.headers.etag);
  assert.equal(await head(), after);
  await refusedWithoutTrace('idempotency_key_reused', () => edit('另一内容'));
  const clerk = await loggedIn('clerk@lead(P06)');
  const elsewhere = await clerk.write('PATCH', path, { facts: '只写一次' }, { key, headers: { 'if-match': etag } });
  expectProblem(elsewhere, 'not_permitted');
});

test('a write that another site makes a browser send is refused', async () => {
  const path = `${base}/projects/${project('P05').id}`;
  const etag = (await office.get(path)).headers.etag;
  for (const from of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    await refusedWithoutTrace('cross_site', () =>
      office.write('PATCH', path, { facts: '外站' }, { headers: { 'if-match': etag, ...from } }),
    );
  }
});

test('bodies that are no JSON, of another type, or of another shape', async () => {
  const clerk = await loggedIn('clerk@lead(P01)');
  const path = cellPath('P01', open, 'report');
  const send = (text, contentType) =>
    clerk.request('PUT', path, { bytes: Buffer.from(text), contentType, key: idempotencyKey() });
  await refusedWithoutTrace('request_malformed', () => send('{"text":', 'application/json'));
  await refusedWithoutTrace('request_malformed', () =>
    send('{"text":"\xff"}'.replace('\xff', '\\ud800'), 'application/json'),
  );
  await refusedWithoutTrace('unsupported_media_type', () => send('{"text":"a"}', 'text/plain'));
  for (const body of [
    {},
    { text: '' },
    { text: 7 },
    { text: 'a', more: 1 },
    { text: 'a', quantity: '1.23456' },
    { text: 'x'.repeat(501) },
    [],
  ]) {
    const answer = await clerk.write('PUT', path, body);
    assert.ok(
      ['field_invalid', 'request_malformed'].includes(answer.json.word),
      `${JSON.stringify(body).slice(0, 60)}: ${describe(answer)}`,
    );
  }
});

test('report, confirm, determine, publish: each step and its refusals', async () => {
  const clerk = await loggedIn('clerk@lead(P01)');
  const commander = await loggedIn('commander@post(P01)');
  const plan = county.planOf(county.projectOf('P01'), open);
  const verdict = { verdict: 'met', verified_quantity: plan.quantity };
  const blank = (await office.read(`${base}/projects/${project('P01').id}`)).cells.find((cell) => cell.period === open);
  if (blank.report === null) {
    await refusedWithoutTrace('report_missing', () =>
      commander.write('PUT', cellPath('P01', open, 'confirmation'), {}),
    );
  }
  const report = await clerk.write('PUT', cellPath('P01', open, 'report'), {
    text: plan.text,
    quantity: plan.quantity,
  });
  assert.equal(report.json?.state, 'reported', describe(report));
  await refusedWithoutTrace('not_confirmed', () =>
    office.write('PUT', cellPath('P01', open, 'determination'), verdict),
  );
  const confirmed = await commander.write('PUT', cellPath('P01', open, 'confirmation'), { remark: '现场看过' });
  assert.equal(confirmed.json?.confirmation?.remark, '现场看过', describe(confirmed));
  await refusedWithoutTrace('report_already_confirmed', () =>
    clerk.write('PUT', cellPath('P01', open, 'report'), { text: 'b', quantity: '1' }),
  );
  await wrongVerdicts({ office, clerk, refusedWithoutTrace, place: (leaf) => cellPath('P01', open, leaf), verdict });
  const determined = await office.write('PUT', cellPath('P01', open, 'determination'), verdict);
  assert.equal(determined.json?.determination?.verdict, 'met', describe(determined));
  const board = await office.read(`${campaign}/periods/${open}`);
  assert.equal(board.may_publish.allowed, false);
  const problem = await refusedWithoutTrace('verdicts_missing', () =>
    office.write('POST', `${campaign}/periods/${open}/publication`, {}),
  );
  assert.equal(problem.items.length, board.missing.length);
  await refusedWithoutTrace('period_already_published', () =>
    office.write('POST', `${campaign}/periods/${published}/publication`, {}),
  );
  expectProblem(await office.get(`${campaign}/periods/2031-01`), 'period_unknown');
  assert.ok([400, 404, 422].includes((await office.get(`${campaign}/periods/March`)).status));
});

test('many reports at once: checked as typed, taken over whole or not at all', async () => {
  const clerk = await loggedIn('clerk@lead(P06)');
  const lead = county.projectOf('P06').lead_unit;
  const mine = [...county.projects.values()].filter((one) => one.lead_unit === lead && county.planOf(one, open));
  const path = `${campaign}/periods/${open}/reports`;
  const row = (one, more) => ({ project: project(one.key).id, text: '按计划完成', ...more });
  const typed = (one) => (county.planOf(one, open).quantity ? `${county.planOf(one, open).quantity}.0` : '');
  const good = mine.map((one) => row(one, { quantity: typed(one) }));
  const bad = [{ ...good[0], quantity: '一大半' }, ...good.slice(1)];
  const checked = await clerk.write('PUT', `${path}?dry_run=true`, { reports: bad });
  assert.equal(checked.json.rows[0].problems[0].word, 'quantity_malformed', describe(checked));
  assert.equal(checked.json.rows[0].problems[0].where, '/quantity');
  const before = await head();
  assert.equal((await clerk.write('PUT', `${path}?dry_run=true`, { reports: good })).status, 200);
  assert.equal(await head(), before, 'a check left a trace');
  const problem = await refusedWithoutTrace('reports_not_taken', () => clerk.write('PUT', path, { reports: bad }));
  assert.equal(problem.items[0].where, `project ${good[0].project}/quantity`);
  await refusedWithoutTrace('field_invalid', () => clerk.write('PUT', path, { reports: [good[0], good[0]] }));
  await refusedWithoutTrace('not_permitted', () =>
    clerk.write('PUT', path, { reports: [...good, row(county.projectOf('P01'), { quantity: '1' })] }),
  );
  await refusedWithoutTrace('request_malformed', () => clerk.write('PUT', path, { reports: [{ project: 'x' }] }));
  await refusedWithoutTrace('reports_too_many', () =>
    clerk.write('PUT', path, { reports: Array.from({ length: 501 }, (_, i) => ({ project: String(i + 1) })) }),
  );
  const done = await clerk.write('PUT', path, { reports: good });
  assert.equal(done.status, 200, describe(done));
  assert.deepEqual(
    done.json.cells.map((one) => [one.project, one.cell.state]),
    good.map((one) => [one.project, 'reported']),
  );
});

test('a publication answers who and when, for everybody, without persons among strangers', async () => {
  const mine = await office.read(`${campaign}/periods/${published}/publication`);
  const open_ = await anonymous.read(`${campaign}/periods/${published}/publication`);
  assert.equal(open_.cards.length, mine.cards.length);
  const missing = await office.get(`${campaign}/periods/${open}/publication`);
  assert.ok([404, 409].includes(missing.status), describe(missing));
});

test('events: a change arrives, and is replayed after Last-Event-ID', async () => {
  const listener = await loggedIn('officer@supervision_office');
  const stream = await listener.events(`${campaign}/events`);
  assert.equal(stream.status, 200);
  assert.match(stream.headers['content-type'], /^text\/event-stream/);
  const clerk = await loggedIn('clerk@lead(P03)');
  const plan = county.planOf(county.projectOf('P03'), open);
  const report = (text) => clerk.write('PUT', cellPath('P03', open, 'report'), { text, quantity: plan.quantity });
  assert.equal((await report('第一次')).status, 200);
  const first = await stream.next((event) => event.event === 'changed');
  assert.match(first.data, new RegExp(`"period":"${open}"`));
  stream.close();
  assert.equal((await report('第二次')).status, 200);
  const again = await listener.events(`${campaign}/events`, { headers: { 'last-event-id': first.id } });
  const second = await again.next((event) => event.event === 'changed');
  assert.ok(Number(second.id) > Number(first.id), `${second.id} after ${first.id}`);
  assert.ok(!again.events.some((event) => event.id === first.id), 'the event that was seen comes again');
  again.close();
  const stranger = await anonymous.events(`${campaign}/events`);
  assert.equal((await report('第三次')).status, 200);
  await assert.rejects(
    stranger.next((event) => event.event === 'changed', 1.5),
    /no such event/,
  );
  stranger.close();
});

test('a correction: foreseen without a trace, then made, named and announced', async () => {
  const stranger = await anonymous.events(`${campaign}/events`);
  const board = await office.read(`${campaign}/periods/${published}/publication`);
  const mine = projects.filter((one) =>
    county.onWall(
      [...county.projects.values()].find((p) => p.number === one.number),
      published,
    ),
  );
  const card = board.cards.find(
    ({ project: one, card: it }) =>
      it.verdict === 'met' && mine.some((p) => p.id === one.id) && mine.find((p) => p.id === one.id).annual_quantity,
  );
  const body = { project: card.project.id, verdict: 'missed', verified_quantity: '0', reason: '复核未见实物' };
  const path = `${campaign}/periods/${published}/corrections`;
  const before = await head();
  const foreseen = await office.write('POST', `${path}?dry_run=true`, body);
  assert.equal(foreseen.status, 200, describe(foreseen));
  assert.equal(foreseen.json.number, 0);
  assert.equal(await head(), before);
  const made = await office.write('POST', path, body);
  assert.equal(made.status, 201, describe(made));
  assert.deepEqual(made.json.changes, foreseen.json.changes);
  assert.ok(
    made.json.changes.some(
      (change) => change.period === published && change.before === 'blue' && change.after !== 'blue',
    ),
  );
  await refusedWithoutTrace('correction_changes_nothing', () => office.write('POST', path, body));
  await refusedWithoutTrace('period_not_published', () =>
    office.write('POST', `${campaign}/periods/${open}/corrections`, body),
  );
  const listed = await office.read(`${campaign}/periods/${published}/publication`);
  assert.ok(listed.corrections.some((one) => one.number === made.json.number));
  const event = await stranger.next((one) => one.event === 'corrected');
  assert.equal(JSON.parse(event.data).period, published);
  stranger.close();
});

test('plan workbooks: the template comes back unchanged; what is no workbook is refused', async () => {
  const template = await office.get(`${campaign}/plan-template.xlsx`);
  assert.equal(template.bytes.subarray(0, 2).toString(), 'PK');
  assert.ok((await office.get(`${campaign}/plan-template.xlsx?empty=true`)).bytes.length < template.bytes.length);
  const send = (mode, bytes, contentType = xlsx) =>
    office.request('POST', `${campaign}/plan-imports?mode=${mode}`, { bytes, contentType, key: idempotencyKey() });
  const before = await head();
  const checked = await send('check', template.bytes);
  assert.equal(checked.status, 200, describe(checked));
  assert.deepEqual(
    [checked.json.created, checked.json.updated, checked.json.problems.length],
    [0, 0, 0],
    checked.text.slice(0, 400),
  );
  assert.equal(checked.json.unchanged, projects.length);
  assert.equal(await head(), before);
  assert.equal((await send('apply', template.bytes)).json.unchanged, projects.length);
  await refusedWithoutTrace('workbook_not_xlsx', () => send('apply', Buffer.from('%PDF-1.7\n')));
  await refusedWithoutTrace('import_refused', () => send('apply', Buffer.from('项目编号,项目名称\n1,a\n')));
  await refusedWithoutTrace('layout_invalid', () =>
    office.request('POST', `${campaign}/plan-imports?mode=check&columns=A:unheard`, {
      bytes: template.bytes,
      contentType: xlsx,
      key: idempotencyKey(),
    }),
  );
  const asked = await office.request('POST', `${campaign}/plan-imports?mode=check&head=3&year=2026&columns=C:ignore`, {
    bytes: template.bytes,
    contentType: xlsx,
    key: idempotencyKey(),
  });
  assert.equal(asked.json.layout.columns.find((one) => one.column === 'C').known, 'chosen');
  await refusedWithoutTrace('workbook_truncated', () =>
    send('check', template.bytes.subarray(0, template.bytes.length >> 1)),
  );
  await refusedWithoutTrace('unsupported_media_type', () => send('check', template.bytes, 'application/json'));
  assert.ok([400, 422].includes((await send('destroy', template.bytes)).status));
});

const planWalk = () => ({ office, anonymous, campaign, projects, refusedWithoutTrace, expectProblem });
test('the plan goes out in the columns in which it came in, and comes back unchanged', () => outAndIn(planWalk()));
test('problems come back as comments in the same workbook', () => problemsInTheWorkbook(planWalk()));
test('a long request can be watched and cancelled by its own account', () => watchedRequest(planWalk()));

test('mechanisms: versions for everybody, a dry run without trace, an adoption by headquarters', async () => {
  const list = await anonymous.read(`${campaign}/mechanisms`);
  assert.deepEqual(
    list.items.map((item) => [item.version, item.state, item.adopted]),
    [[1, 'in_force', null]],
  );
  assert.equal(list.earliest_day, `${open}-01`);
  const first = await anonymous.read(`${campaign}/mechanisms/1`);
  assert.match(first.text, /name = "command-posts"/);
  assert.equal(first.periods.length, 12);
  expectProblem(await anonymous.get(`${campaign}/mechanisms/9`), 'not_found');
  expectProblem(await anonymous.get(`${campaign}/mechanisms/1e0`), 'not_found');
  const chief = await loggedIn('commander_in_chief@headquarters');
  const text = (version, from) =>
    first.text
      .replace(/^version = .*$/m, `version = ${version}`)
      .replace(/^effective_from = .*$/m, `effective_from = "${from}"`);
  const adopt = (body, query = '') => chief.write('POST', `${campaign}/mechanisms${query}`, body);
  const good = { text: text(2, '2026-12-01'), remark: '会议纪要第9号' };
  const early = await refusedWithoutTrace('mechanism_too_early', () => adopt({ ...good, text: text(2, '2026-09-30') }));
  assert.match(early.detail, new RegExp(`${open}-01`));
  await refusedWithoutTrace('mechanism_malformed', () => adopt({ ...good, text: `${good.text}\nx = ` }));
  const huge = { ...good, text: 'x'.repeat(262145) };
  for (const body of [{}, { text: 5 }, huge, { ...good, more: 1 }, { text: good.text }])
    await refusedWithoutTrace('field_invalid', () => adopt(body));
  await refusedWithoutTrace('not_permitted', () => office.write('POST', `${campaign}/mechanisms`, good));
  const before = await head();
  const tried = await adopt({ text: good.text }, '?dry_run=true');
  assert.equal(tried.status, 200, describe(tried));
  assert.deepEqual([tried.json.state, tried.json.periods], ['to_come', ['2026-12']]);
  assert.equal(await head(), before);
  assert.equal((await anonymous.read(`${campaign}/mechanisms`)).items.length, 1);
  const done = await adopt(good);
  assert.equal(done.status, 201, describe(done));
  const shown = await anonymous.read(`${campaign}/mechanisms/2`);
  assert.equal(shown.text, good.text);
  assert.equal(shown.adopted.remark, good.remark);
  assert.ok(!county.person.some((person) => JSON.stringify(shown).includes(person.name)));
  assert.notEqual((await office.read(`${campaign}/mechanisms/2`)).adopted.by, shown.adopted.by);
});

test('a mechanism file is checked and tried out on the past; nothing is saved', async () => {
  const chief = await loggedIn('commander_in_chief@headquarters');
  await walkTrials({ chief, campaign, head, expectProblem });
});

test('charts: each surface, pages, what strangers may see, and unchanged ones', async () => {
  const chart = `${campaign}/charts/progress`;
  for (const [query, start] of [
    ['surface=svg', /^(<\?xml|<svg)/],
    ['surface=pdf&medium=paper', /^%PDF-/],
    ['surface=png', /^.PNG/s],
    ['surface=svg&medium=paper&paper=a3', /^(<\?xml|<svg)/],
    ['surface=svg&audience=internal', /^(<\?xml|<svg)/],
  ]) {
    const drawn = await office.get(`${chart}?${query}`);
    assert.equal(drawn.status, 200, query);
    assert.match(drawn.bytes.subarray(0, 8).toString('latin1'), start, query);
    assert.ok(Number(drawn.headers['x-chart-pages']) >= 1);
  }
  const drawn = await anonymous.get(`${chart}?surface=svg`);
  const same = await anonymous.get(`${chart}?surface=svg`, { headers: { 'if-none-match': drawn.headers.etag } });
  assert.equal(same.status, 304);
  expectProblem(await anonymous.get(`${chart}?audience=internal`), 'not_logged_in');
  expectProblem(await office.get(`${chart}?page=99`), 'chart_page_unknown');
  assert.ok([400, 422].includes((await office.get(`${chart}?as_of=2026-02-30`)).status));
  assert.notEqual((await office.get(`${chart}?as_of=2026-03-31`)).text, drawn.text);
});

test('charts of units, posts and leaders; a person only inside (D-5.1, D-5.3)', async () => {
  const chart = `${campaign}/charts/progress`;
  expectProblem(await anonymous.get(`${chart}/subjects`), 'not_logged_in');
  const { items } = await office.read(`${chart}/subjects`);
  const of = (kind) => items.find((item) => item.kind === kind);
  const count = (text) => new Set(text.match(/data-project="\d+"/g) ?? []).size;
  for (const kind of ['post', 'unit', 'leader']) {
    const { for: subject, name, projects: mine } = of(kind);
    const drawn = await office.get(`${chart}?medium=paper&paper=a3&audience=internal&for=${subject}`);
    assert.equal(drawn.status, 200, subject);
    assert.ok(drawn.text.replace(/<[^>]*>/g, '').includes(name), name);
    assert.equal(count(drawn.text), mine, subject);
    const open = await anonymous.get(`${chart}?medium=paper&for=${subject}`);
    if (kind === 'leader') expectProblem(open, 'chart_of_leader_internal');
    else assert.equal(open.status, 200, subject);
  }
  expectProblem(await anonymous.get(`${chart}?for=leader:999999`), 'chart_of_leader_internal');
  expectProblem(await office.get(`${chart}?for=unit:999999`), 'chart_subject_unknown');
  for (const bad of ['for=town:1', 'for=unit:', 'paper=a5', 'posts=maybe', 'page=0', 'page=x'])
    assert.ok([400, 422].includes((await client({ check: false }).get(`${chart}?${bad}`)).status), bad);
  for (const paper of ['a0', 'a1', 'a2', 'a3', 'a4']) {
    const pdf = await office.get(`${chart}?medium=paper&surface=pdf&paper=${paper}&posts=apart`);
    assert.equal(Number(pdf.headers['x-chart-pages']) >= 6, true, paper);
  }
});

test('strips: chosen ones, changed ones, and whether one that hangs is still right (D-5.4, D-5.5)', async () => {
  const strips = `${campaign}/charts/progress/strips`;
  const { revision } = await anonymous.read(`${campaign}/wall`);
  const all = await office.get(`${strips}?audience=internal&surface=pdf`);
  assert.equal(all.bytes.subarray(0, 5).toString('latin1'), '%PDF-');
  assert.ok(Number(all.headers['x-chart-strips']) >= 30);
  const two = await anonymous.get(`${strips}?paper=a4&sheet=a4&projects=${projects[0].id},${projects[1].id}`);
  assert.equal(two.headers['x-chart-strips'], '2');
  const none = await office.get(`${strips}?audience=internal&changed_since=${revision}`);
  assert.equal(none.headers['x-chart-strips'], '0');
  const some = await office.get(`${strips}?audience=internal&changed_since=${revision - 1}`);
  assert.ok(Number(some.headers['x-chart-strips']) > 0);
  expectProblem(await office.get(`${strips}?changed_since=99`), 'revision_unknown');
  expectProblem(await anonymous.get(`${strips}?audience=internal`), 'not_logged_in');
  const raw = client({ check: false });
  for (const bad of ['sheet=a1', 'projects=1;2', 'changed_since=-1'])
    assert.ok([400, 422].includes((await raw.get(`${strips}?${bad}`)).status), bad);

  const code = /校验码 ([0-9A-F]{4}-[0-9A-F]{4})/.exec(two.text.replace(/<[^>]*>/g, ' '))?.[1];
  const check = (number, text) =>
    anonymous.read(
      `${campaign}/charts/progress/revisions/${number}?code=${text}&project=${projects[0].id}`,
    );
  const answer = await check(revision, code);
  assert.equal(answer.state, 'current');
  assert.equal(answer.project, projects[0].name);
  assert.equal((await check(revision, '0000-0000')).state, 'disagrees');
});

test('the overview of a person: own projects, late ones first, what waits', async () => {
  const path = `${campaign}/overview`;
  expectProblem(await anonymous.get(path), 'not_logged_in');
  const whole = await office.read(path);
  assert.equal(whole.projects.length, projects.length);
  assert.equal(whole.periods.filter((period) => period.current).length, 1);
  for (const { card, why } of whole.projects) assert.equal(why !== '', card === 'red' || card === 'yellow');
  const ranks = whole.projects.map((project) => ({ red: 0, orange: 1, yellow: 2 })[project.card] ?? 3);
  assert.deepEqual(ranks, ranks.toSorted());
  for (const project of whole.projects) assert.equal(project.marks.length, whole.periods.length);
  const clerk = await (await loggedIn('clerk@lead(P01)')).read(path);
  assert.ok(clerk.projects.length > 0 && clerk.projects.length < whole.projects.length);
  for (const one of clerk.projects) assert.ok(one.roles.length > 0, one.name);
  assert.equal(clerk.mine.projects <= clerk.projects.length, true);
});

test('no name of a person in what strangers are given', async () => {
  const names = county.person.map((person) => person.name);
  const paths = [
    `${campaign}/charts/progress?surface=svg`,
    `${campaign}/charts/progress?surface=svg&medium=paper`,
    `${campaign}/charts/progress?surface=svg&medium=paper&paper=a4&for=unit:3`,
    `${campaign}/charts/progress/strips?surface=svg`,
    `${campaign}/wall`,
    `${campaign}/periods/${published}/publication`,
    `${base}/campaigns`,
  ];
  for (const path of paths) {
    const shown = (await anonymous.get(path)).text.replace(/<[^>]*>|\s/g, '');
    assert.deepEqual(
      names.filter((name) => shown.includes(name)),
      [],
      path,
    );
  }
});

test('the wall, and a printed chart that is scanned', async () => {
  const wall = await anonymous.read(`${campaign}/wall`);
  assert.equal(wall.period, published);
  assert.ok(wall.pages >= 1);
  const printed = (await anonymous.get(`${campaign}/charts/progress?medium=paper&surface=svg`)).text.replace(
    /<[^>]*>/g,
    ' ',
  );
  const code = /\b[0-9A-F]{4}(-[0-9A-F]{4}){2}\b/.exec(printed)?.[0];
  assert.ok(code, 'no check code on the printed chart');
  const check = (revision, text) => anonymous.read(`${campaign}/charts/progress/revisions/${revision}?code=${text}`);
  assert.equal((await check(wall.revision, code)).state, 'current');
  assert.equal((await check(wall.revision, '0000-0000-0000')).state, 'disagrees');
  assert.ok(['stale', 'disagrees'].includes((await check(wall.revision - 1, code)).state));
});

const toWalk = () => ({ office, loggedIn, refusedWithoutTrace, campaign, county, project, published, head });
test('D-2.1 the task board: tasks, shares, projects, what is missing and who supplies it', () => walkTasks(toWalk()));
test('D-2.8 the candidate pool: propose, weigh, choose, and every refusal without a trace', () => walkPool(toWalk()));

test('D-2.4 the working-day calendar: known years, an unknown one, entering, importing, refusals', () =>
  walkCalendar({ office, anonymous, loggedIn, expectProblem, refusedWithoutTrace, head }));

campaignTests(() => ({ loggedIn, expectProblem, refusedWithoutTrace, campaign, projects, county }));
registryTests(() => ({ loggedIn, client, expectProblem, refusedWithoutTrace }));
journalTests(() => ({ loggedIn, office, expectProblem, projects }));

test('the journal: head and entries agree, and reading leaves no trace', async () => {
  const entries = await office.readAll(`${base}/journal`);
  const now = await office.read(`${base}/journal/head`);
  assert.equal(now.entries, entries.length);
  assert.equal(now.last_hash, entries.at(-1).leaf_hash);
  expectProblem(await anonymous.get(`${base}/journal`), 'not_logged_in');
});

test('health', async () => {
  assert.equal((await anonymous.get('/health/live')).status, 200);
  assert.equal((await anonymous.get('/health/ready')).status, 200);
});

test('addresses and methods that do not exist', async () => {
  const raw = client({ check: false });
  for (const [method, path, word] of [
    ['GET', '/api/v1/nothing', 'not_found'],
    ['DELETE', campaign, 'method_not_allowed'],
    ['GET', `${base}/projects/0`, 'not_found'],
    ['GET', `${base}/projects/1e3`, 'not_found'],
  ]) {
    const answer = await raw.request(method, path, {
      headers: { cookie: [...office.cookies].map((pair) => pair.join('=')).join('; ') },
    });
    expectProblem(answer, word);
    assert.match(answer.headers['content-type'], /^application\/problem\+json/);
  }
});

test('the record survives a restart', async () => {
  const before = [await head(), (await office.get(campaign)).text];
  await server.restart();
  office = await loggedIn('officer@supervision_office');
  const entries = (await office.read(`${base}/journal/head`)).entries;
  assert.ok(entries >= JSON.parse(before[0]).entries);
  assert.equal((await office.get(campaign)).text, before[1]);
});

test('every operation of the contract was exercised', () => {
  assert.deepEqual(contract.untouched(), []);
});
