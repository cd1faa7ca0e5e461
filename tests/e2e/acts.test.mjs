// The commonest acts of the desk, each from its beginning to its end in a real browser, as docs/acts.md tells them.
// One month of the demo county; the acts build on one another. ZHANTU_PICTURES=1 makes the pictures of that page anew.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, describe } from '../harness/client.mjs';
import { demoNow, demoPassword, projectRoot, startServer } from '../harness/server.mjs';
import { County } from '../stories/county.mjs';
import { launch, out, Visitor, wordsOf } from './pages.mjs';
import { withPalette } from './palette.mjs';

const base = '/api/v1';
const period = '2026-10';
const words = wordsOf('zh-Hans');
const folder = join(projectRoot, 'docs/pictures');
const bytesMax = 150_000;
const makesPictures = process.env.ZHANTU_PICTURES === '1';
// October as it really comes: most as planned, some behind, some silent.
const behind = { P01: 90, P05: 80, P10: 80, P20: 70 };
const silent = new Set(['P09', 'P16', 'P27']);

let server, county, browser, api, campaign, campaignId, projects, clerk, office;
const visitors = [];
const project = (key) => projects.find((one) => one.number === county.projectOf(key).number);
const rowOf = (page, name) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const monthPage = (tab) => `/campaigns/${campaignId}/periods/${period}?tab=${tab}`;
const cellPath = (key) => `${base}/projects/${project(key).id}/periods/${period}`;

async function visitor(who, options = {}) {
  const view = { viewport: { width: 1200, height: 760 }, ...options };
  const made = await Visitor.open(browser, server.origin, view);
  visitors.push(made);
  if (who) await made.logIn(county.who(who).login);
  return made;
}

const known = new Map();
async function clientOf(who) {
  const { login, unit } = county.who(who);
  if (!known.has(login)) {
    const made = await new Client(server, { check: false }).logIn(login);
    known.set(login, unit ? await made.actForUnit(unit) : made);
  }
  return known.get(login);
}

// What the window shows; barriers and faults fail the act that met them.
async function look(one, name, height) {
  const { page } = one;
  if (height) await page.setViewportSize({ ...page.viewportSize(), height });
  await page.evaluate(() => document.fonts.ready);
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  writeFileSync(join(out, `act-${name}.png`), picture);
  if (makesPictures) {
    const small = withPalette(picture);
    assert.ok(small.length <= bytesMax, `${name}.png has ${small.length} bytes, ${bytesMax} are allowed`);
    writeFileSync(join(folder, `${name}.png`), small);
  }
  assert.deepEqual(await one.barriers(), [], `barriers on ${name}`);
  assert.deepEqual(one.faults, [], `faults on ${name}`);
}

async function until(true_, message, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  while (!(await true_())) {
    if (Date.now() > end) throw new Error(message);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

// As a spreadsheet puts cells on the clipboard: rows end in a line break, columns are parted by a tab.
function pasteInto(field, text) {
  return field.evaluate((node, cells) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', cells);
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

// What sticks out of the window and does not scroll by itself.
const tooWide = (page) =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll, .tab-bar, nav'))
      .map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 20)}`);
  });

before(async () => {
  mkdirSync(out, { recursive: true });
  server = await startServer({ demo: true, clock: demoNow });
  county = new County(join(projectRoot, 'demo/county.toml'));
  api = await clientOf('officer@supervision_office');
  campaignId = (await api.read(`${base}/campaigns`)).items[0].id;
  campaign = `${base}/campaigns/${campaignId}`;
  projects = await api.readAll(`${campaign}/projects`);
  browser = await launch();
});

after(async () => {
  for (const one of visitors) await one.close().catch(() => {});
  await browser?.close();
  for (const client of known.values()) client.close();
  await server?.stop(join(out, 'acts.log'));
});

test('log in: the workbench says what waits', async () => {
  clerk = await visitor(null);
  await clerk.go('/login');
  await clerk.page.locator('input[name="login"]').fill(county.who('clerk@lead(P06)').login);
  await clerk.page.locator('input[name="password"]').fill(demoPassword);
  await look(clerk, 'login', 620);
  await clerk.page.keyboard.press('Enter');
  await clerk.page.getByText(words('workbench.next_report')).waitFor();
  await look(clerk, 'workbench', 900);
});

test('report a month: paste the figures from Excel, put the wrong cell right, send', async () => {
  const mine = [...county.projects.values()].filter(
    (one) => one.lead_unit === county.projectOf('P06').lead_unit && county.planOf(one, period),
  );
  assert.ok(mine.length > 1, 'the clerk has several projects');
  await clerk.page.getByRole('link').filter({ hasText: words('workbench.next_report') }).click();
  await clerk.page.waitForURL(/tab=report/);
  // The clerk's own table, with the numbers of the projects, in another order, and one cell that is no number.
  const [first, ...rest] = mine;
  const lines = rest.map((one) => `${project(one.key).number}\t${county.planOf(one, period).quantity ?? ''}\t按计划完成`);
  lines.push(`${project(first.key).number}\t一大半\t${county.planOf(first, period).text}`);
  const quantity = clerk.page.getByLabel(words('report.quantity_of', { name: project(first.key).name }));
  await pasteInto(quantity, `编号\t累计完成\t完成情况\n${lines.join('\n')}\n`);
  await clerk.page.locator('.sheet-cell .wrong').first().waitFor();
  await look(clerk, 'report', 640);
  await quantity.fill(county.planOf(first, period).quantity);
  await clerk.page.locator('.sheet-cell .wrong').first().waitFor({ state: 'detached' });
  await clerk.page.keyboard.press('Control+s');
  await rowOf(clerk.page, project(first.key).name).getByText(words('state.reported')).waitFor();
  for (const one of mine) {
    const { cells } = await api.read(`${base}/projects/${project(one.key).id}`);
    assert.ok(cells.find((cell) => cell.period === period).report, `${one.key} was not reported`);
  }
});

test('a paste of which not all fits is asked about, and can be taken back', async () => {
  const other = await visitor('clerk@lead(P01)');
  await other.go(monthPage('report'));
  const field = other.page.getByLabel(words('report.quantity_of', { name: project('P01').name }));
  await pasteInto(field, '15600\t室外管网完成\n1\t2\n');
  const asked = other.page.getByRole('alertdialog');
  await asked.getByText(words('sheet.beyond', { n: 2 })).waitFor();
  await look(other, 'paste', 560);
  await asked.getByRole('button', { name: words('sheet.take', { n: 2 }) }).click();
  assert.equal(await field.inputValue(), '15600');
  await other.page.getByRole('button', { name: words('sheet.undo') }).click();
  assert.equal(await field.inputValue(), '');
  await other.close();
});

test('the other reports come through the API', async () => {
  for (const one of county.projects.values()) {
    const plan = county.planOf(one, period);
    if (!plan || silent.has(one.key) || one.lead_unit === county.projectOf('P06').lead_unit) continue;
    if (!county.onWall(one, period)) continue;
    const share = behind[one.key] ?? 100;
    const quantity = plan.quantity ? String(Math.round(Number(plan.quantity) * share * 100) / 10_000) : null;
    const text = share < 100 ? `连续降雨停工，“${plan.text}”未全部完成` : `${plan.text}，按计划完成`;
    const client = await clientOf(`clerk@lead(${one.key})`);
    const answer = await client.write('PUT', `${cellPath(one.key)}/report`, { text, quantity });
    assert.equal(answer.status, 200, describe(answer));
  }
});

test('confirm: the command post checks and confirms, row by row', async () => {
  const commander = await visitor('commander@post(P03)');
  await commander.go(monthPage('confirm'));
  const { name } = project('P03');
  const button = commander.page.getByRole('button', { name: words('confirm.confirm_of', { name }) });
  await button.waitFor();
  await look(commander, 'confirm', 640);
  await button.click();
  await rowOf(commander.page, name).getByText(words('state.confirmed')).waitFor();
  const { items } = await api.read(`${campaign}/periods/${period}`);
  for (const { project: { number }, cell } of items.filter((one) => one.cell.state === 'reported')) {
    const key = [...county.projects.values()].find((one) => one.number === number).key;
    const client = await clientOf(`commander@post(${key})`);
    const answer = await client.write('PUT', `${cellPath(key)}/confirmation`, {});
    assert.equal(answer.status, 200, `${cell.state} ${describe(answer)}`);
  }
});

test('give verdicts by keyboard: J, a digit, the reason, Enter; then all proposals', async () => {
  office = await visitor('officer@supervision_office', { viewport: { width: 1280, height: 800 } });
  const { page } = office;
  await office.go(monthPage('determine'));
  const { name } = project('P01');
  await rowOf(page, name).waitFor();
  await page.locator('#content').focus();
  await page.keyboard.press('j');
  await page.locator('tr.current').getByRole('link', { name, exact: true }).waitFor();
  await page.keyboard.press('3');
  const reason = rowOf(page, name).locator('[id^="reason-"]');
  await until(() => reason.evaluate((node) => node === document.activeElement), 'the reason is not asked for');
  await page.keyboard.type('管网沟槽返工，未达到本月累计目标');
  await look(office, 'determine', 800);
  await page.keyboard.press('Enter');
  const given = async () => {
    const { missing } = await api.read(`${campaign}/periods/${period}`);
    return missing.map((one) => one.name);
  };
  await until(async () => !(await given()).includes(name), 'Enter did not give the verdict');
  await page.getByRole('button').filter({ hasText: words('determine.take_all').split('（')[0] }).click();
  await until(async () => {
    const board = await api.read(`${campaign}/periods/${period}`);
    return board.items.every(
      (one) => one.cell.determination || !['met', 'exceeded'].includes(one.proposal.verdict) || one.proposal.barrier,
    );
  }, 'the proposals were not taken');
});

test('verdicts paste from the office’s own table, in words', async () => {
  const { page } = office;
  await office.go(monthPage('determine'));
  const board = await api.read(`${campaign}/periods/${period}`);
  const open = board.items.filter((one) => !one.cell.determination && one.acts.includes('determine') && !one.barred);
  const lines = open.map(({ project: { number }, cell, proposal }) => {
    const missed = cell.plan && (!cell.confirmation || proposal.verdict === 'missed');
    const verdict = words(`verdict.${missed ? 'missed' : cell.plan ? 'met' : 'no_target'}`);
    const figure = missed && cell.plan.quantity ? (cell.report?.quantity ?? '0') : (cell.report?.quantity ?? '');
    return `${number}\t${verdict}\t${figure}\t${missed ? '截至月末未达到本月累计目标' : '已现场核实'}`;
  });
  const group = page.getByRole('radiogroup', { name: words('determine.verdict_of', { name: open[0].project.name }) });
  await group.waitFor();
  await pasteInto(group, `编号\t认定\t认定量\t理由\n${lines.join('\n')}\n`);
  await page.keyboard.press('Control+s');
  const missing = async () => (await api.read(`${campaign}/periods/${period}`)).missing.map((one) => one.name);
  await until(async () => {
    const left = await missing();
    return open.every((one) => !left.includes(one.project.name));
  }, 'the pasted verdicts were not given');
  // Who belongs to a project steps aside: another officer judges those.
  const other = await new Client(server, { check: false }).logIn('office2');
  const { items } = await api.read(`${campaign}/periods/${period}`);
  for (const one of items.filter((each) => !each.cell.determination)) {
    const path = `${base}/projects/${one.project.id}/periods/${period}/determination`;
    const figure = one.cell.report?.quantity;
    const answer = await other.write('PUT', path, {
      verdict: one.cell.confirmation ? 'met' : 'missed',
      reason: '核实后认定',
      ...(one.cell.plan?.quantity ? { verified_quantity: figure ?? '0' } : {}),
    });
    assert.equal(answer.status, 200, describe(answer));
  }
  other.close();
  assert.deepEqual(await missing(), []);
});

test('publish: look at the cards, then the month is frozen', async () => {
  const { page } = office;
  await office.go(monthPage('determine'));
  await page.getByRole('button', { name: words('publish.publish'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(words('publish.counts')).waitFor();
  await look(office, 'publish', 700);
  await dialog.getByRole('button', { name: new RegExp(`^${words('publish.confirm')}`) }).click();
  await page.getByText(words('published.frozen')).first().waitFor();
  await look(office, 'published', 760);
});

test('correct: first every card that would change, then the act', async () => {
  const { page } = office;
  const { name } = project('P05');
  await office.go(`/campaigns/${campaignId}/periods/2026-09`);
  await page.getByRole('button', { name: words('correction.correct_of', { name }) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: words('verdict.missed'), exact: true }).check({ force: true });
  await dialog.getByLabel(words('correction.verified')).fill('5400');
  await dialog.getByLabel(words('correction.reason')).fill('复查发现9月进场设备未安装，原认定有误');
  await dialog.getByRole('button', { name: words('correction.look') }).click();
  await dialog.locator('.preview').waitFor();
  await look(office, 'correct', 760);
  await dialog.getByRole('button', { name: words('correction.apply') }).click();
  await page.getByText(words('correction.history')).waitFor();
});

test('two people change one project: both versions, field by field', async () => {
  const { page } = office;
  await office.go(`/projects/${project('P12').id}`);
  await page.getByRole('button', { name: words('project.edit') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('project.facts')).fill('总规模 2.6 公里，双向四车道，含管网');
  const other = await new Client(server, { check: false }).logIn('office2');
  const path = `${base}/projects/${project('P12').id}`;
  const seen = await other.get(path);
  const edit = await other.write('PATCH', path, { facts: '总规模 2.8 公里，双向四车道' }, {
    headers: { 'if-match': seen.headers.etag },
  });
  assert.equal(edit.status, 200, describe(edit));
  other.close();
  await dialog.getByRole('button', { name: words('action.save'), exact: true }).click();
  await dialog.getByText(words('conflict.title')).waitFor();
  await look(office, 'conflict', 800);
  await dialog.getByRole('radio', { name: new RegExp(words('conflict.theirs')) }).check();
  assert.equal(await dialog.getByLabel(words('project.facts')).inputValue(), '总规模 2.8 公里，双向四车道');
  await dialog.getByRole('radio', { name: new RegExp(words('conflict.mine')) }).check();
  await dialog.getByRole('button', { name: words('conflict.save_mine') }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal((await api.read(path)).facts, '总规模 2.6 公里，双向四车道，含管网');
});

test('find a project from anywhere with "/"', async () => {
  const { page } = office;
  await office.go('/');
  await page.getByRole('heading', { name: words('workbench.waiting') }).waitFor();
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill(project('P03').name.slice(0, 4));
  await page.getByRole('option').first().waitFor();
  await look(office, 'search', 520);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: project('P03').name, level: 1 }).waitFor();
  assert.match(await page.title(), new RegExp(project('P03').name));
});

test('print: the chart as it will hang, as PDF', async () => {
  const { page } = office;
  await office.go(`/campaigns/${campaignId}/print`);
  await page.locator('figure img').first().waitFor();
  await page.waitForFunction(() => document.querySelector('figure img')?.complete);
  await look(office, 'print', 860);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: words('print.pdf') }).first().click(),
  ]);
  const file = join(out, 'act-chart.pdf');
  await download.saveAs(file);
  assert.ok(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).includes(project('P01').name.slice(0, 4)));
});

test('choose a candidate: what it does to the wall is said before it is done', async () => {
  const chief = await visitor('commander_in_chief@headquarters');
  const { page } = chief;
  await chief.go(`/campaigns/${campaignId}/candidates`);
  await page.getByRole('button', { name: '石桥镇粮油仓储物流中心', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: words('candidates.decide'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('candidates.first_period')).selectOption('2026-11');
  await dialog.getByText(/HX01.*2026年11月/).waitFor();
  await look(chief, 'choose', 700);
  await dialog.getByRole('button', { name: words('candidates.confirm.chosen'), exact: true }).click();
  await page.locator('p.done').filter({ hasText: /HX01.*2026年11月/ }).waitFor();
  const admitted = (await api.readAll(`${campaign}/projects`)).find((one) => one.number === 'HX01');
  assert.equal(admitted.admitted_period, '2026-11');
  await chief.close();
});

test('a new colleague: the person with a post, then a log-in whose password is shown once', async () => {
  const keeper = await visitor('administrator@system');
  const { page } = keeper;
  const press = (place, key) => place.getByRole('button', { name: words(key), exact: true }).click();
  await keeper.go('/admin/people');
  await press(page, 'admin.person.add');
  const person = page.getByRole('dialog');
  await person.locator('input[name="name"]').fill('柳新');
  await person.locator('input[name="title"]').fill('督查专员');
  await person.locator('input[name="unit-search"]').fill('交通运输局');
  await page.waitForFunction(() => document.querySelector('dialog[open] select[name="unit"]').value !== '');
  await look(keeper, 'person', 640);
  await press(person, 'action.save');
  await person.getByText('督查专员').first().waitFor();
  await keeper.go('/admin/accounts');
  await press(page, 'admin.account.add');
  const account = page.getByRole('dialog');
  await account.locator('input[name="login"]').fill('liu.xin');
  await account.locator('input[name="person-search"]').fill('柳新');
  await page.waitForFunction(() => document.querySelector('dialog[open] select[name="person"]').value !== '');
  await press(account, 'action.save');
  const password = await page.locator('code.password').textContent();
  await look(keeper, 'account', 560);
  const fresh = new Client(server, { check: false });
  await fresh.logIn('liu.xin', password);
  assert.equal(fresh.session.password_change_required, true);
  fresh.close();
  await keeper.close();
});

// The pages that the tabs lead to; the wall is another window.
async function addressesOf(page) {
  await page.locator('.tab-bar a').first().waitFor();
  return page
    .locator('.tab-bar a:not([target])')
    .evaluateAll((links) => links.map((one) => one.getAttribute('href')));
}

// Type and theme are the reader's: every page holds in the largest type, by night, and on a narrow screen.
for (const [name, stored, viewport] of [
  ['night', { theme: 'dark', type: 'normal' }, { width: 1280, height: 800 }],
  ['largest', { theme: 'light', type: 'largest' }, { width: 1280, height: 800 }],
  ['narrow', { theme: 'light', type: 'normal' }, { width: 390, height: 844 }],
  ['narrow-largest-night', { theme: 'dark', type: 'largest' }, { width: 390, height: 844 }],
]) {
  test(`every page: ${name}`, async () => {
    const reader = await visitor(null, { viewport });
    await reader.page.addInitScript((choice) => {
      for (const [key, value] of Object.entries(choice)) localStorage.setItem(`zhantu.${key}`, value);
    }, stored);
    await reader.logIn(county.who('officer@supervision_office').login);
    await reader.go(`/campaigns/${campaignId}`);
    const tabs = await addressesOf(reader.page);
    assert.ok(tabs.length >= 5, tabs.join(' '));
    const months = ['09', '10', '11'].map((month) => `/campaigns/${campaignId}/periods/2026-${month}`);
    for (const path of ['/', ...tabs, ...months, `/projects/${project('P05').id}`, '/projects/999999']) {
      await reader.go(path);
      await reader.page.locator('main h1, main h2, main .empty-note').first().waitFor();
      await reader.page.locator('.waiting').waitFor({ state: 'detached' });
      await reader.page.screenshot({ path: join(out, `${name}${path.replaceAll('/', '_')}.png`) });
      assert.deepEqual(await reader.barriers(), [], `barriers on ${path}`);
      if (name === 'night' && path === '/') await look(reader, 'night', 700);
      assert.deepEqual(await tooWide(reader.page), [], `${path} is too wide`);
    }
    assert.deepEqual(reader.faults, []);
    await reader.close();
  });
}
