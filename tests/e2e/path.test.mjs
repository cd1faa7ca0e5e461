// The first path through the product in a real browser: import, report, confirm, determine, publish, wall, print.
// One month of the demo county is carried through; the tests build on one another and run in order.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, describe } from '../harness/client.mjs';
import { demoNow, projectRoot, startServer } from '../harness/server.mjs';
import { County } from '../stories/county.mjs';
import { launch, locales, out, Visitor, wordsOf } from './pages.mjs';
import { editedInLibreOffice } from './workbook.mjs';

const base = '/api/v1';
const period = '2026-10';
const words = wordsOf('zh-Hans');
const renamed = '5号';

let server, county, browser, desk, wall, api, campaignId, campaign, projects, imported;
const visitors = [];
const project = (key) => projects.find((one) => one.number === county.projectOf(key).number);

async function visitor(who) {
  const made = await Visitor.open(browser, server.origin);
  visitors.push(made);
  if (who) await made.logIn(county.who(who).login);
  return made;
}

// One client for each log-in: a password takes its time.
const known = new Map();
async function clientOf(who) {
  const { login, unit } = county.who(who);
  if (!known.has(login)) {
    const made = await new Client(server).logIn(login);
    known.set(login, unit ? await made.actForUnit(unit) : made);
  }
  return known.get(login);
}

// Serious barriers and faults of the pages fail the test that met them.
async function look(one, name) {
  await one.picture(name);
  assert.deepEqual(await one.barriers(), [], `barriers on ${name}`);
  assert.deepEqual(one.faults, [], `faults on ${name}`);
}

const rowOf = (page, name) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

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
  await server?.stop(join(out, 'path.log'));
});

test('a stranger is asked to log in, and comes back to the page that was wanted', async () => {
  const stranger = await visitor(null);
  await stranger.go(`/campaigns/${campaignId}/projects`);
  await stranger.page.waitForURL(/\/login/);
  await look(stranger, '01-login');
  await stranger.page.locator('input[name="login"]').fill('office1');
  await stranger.page.locator('input[name="password"]').fill('wrong password');
  await stranger.page.getByRole('button', { name: words('login.enter'), exact: true }).click();
  await stranger.page.getByRole('alert').first().waitFor();
  await stranger.page.locator('input[name="password"]').fill('zhantu-demo-2026');
  await stranger.page.getByRole('button', { name: words('login.enter'), exact: true }).click();
  await stranger.page.waitForURL(/\/projects$/);
});

test('the supervision office sees its work', async () => {
  desk = await visitor('officer@supervision_office');
  await desk.page.getByText(county.campaign.title).first().waitFor();
  await look(desk, '02-workbench');
  await desk.go(`/campaigns/${campaignId}`);
  await desk.page.getByText(words('campaign.organs')).first().waitFor();
  await look(desk, '03-campaign');
});

test('a workbook that LibreOffice saved is checked, then taken over', async () => {
  const template = await api.get(`${campaign}/plan-template.xlsx`);
  const { name } = project('P05');
  imported = `${name}${renamed}`;
  const bytes = editedInLibreOffice(template.bytes, name, imported);
  await desk.go(`/campaigns/${campaignId}/import`);
  await desk.page.locator('input[type="file"]').setInputFiles({
    name: '年度计划.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: bytes,
  });
  await desk.page.getByRole('heading', { name: words('plan.clean') }).waitFor();
  await look(desk, '04-import-checked');
  assert.equal((await api.read(`${base}/projects/${project('P05').id}`)).name, name, 'the check changed something');
  await desk.page.getByRole('button', { name: words('plan.apply'), exact: true }).click();
  await desk.page.getByRole('heading', { name: words('plan.applied') }).waitFor();
  assert.equal((await api.read(`${base}/projects/${project('P05').id}`)).name, imported);
});

test('the project list shows what was imported', async () => {
  await desk.go(`/campaigns/${campaignId}/projects`);
  await desk.page.getByRole('link', { name: imported, exact: true }).waitFor();
  await desk.page.getByRole('searchbox').fill(project('P03').number);
  await desk.page.getByRole('link', { name: project('P03').name, exact: true }).waitFor();
  await desk.page.getByRole('link', { name: imported, exact: true }).waitFor({ state: 'detached' });
  await look(desk, '05-projects');
});

test('a clerk reports, in the grid', async () => {
  const clerk = await visitor('clerk@lead(P01)');
  const { name } = project('P01');
  const plan = county.planOf(county.projectOf('P01'), period);
  await clerk.go(`/campaigns/${campaignId}/periods/${period}?tab=report`);
  await clerk.page.getByLabel(words('report.quantity_of', { name })).fill(plan.quantity);
  await clerk.page.getByLabel(words('report.text_of', { name })).fill('室外管网道路全部完成');
  await look(clerk, '06-report');
  await clerk.page.getByRole('button', { name: words('report.save_all', { n: 1 }) }).click();
  await rowOf(clerk.page, name).getByText(words('state.reported')).first().waitFor();
  const { cells } = await api.read(`${base}/projects/${project('P01').id}`);
  assert.equal(cells.find((cell) => cell.period === period).report.text, '室外管网道路全部完成');
});

test('a commander confirms', async () => {
  const commander = await visitor('commander@post(P01)');
  const { name } = project('P01');
  await commander.go(`/campaigns/${campaignId}/periods/${period}?tab=confirm`);
  await commander.page.getByText('室外管网道路全部完成').waitFor();
  await look(commander, '07-confirm');
  await commander.page.getByRole('button', { name: words('confirm.confirm_of', { name }) }).click();
  await rowOf(commander.page, name).getByText(words('state.confirmed')).first().waitFor();
});

// The other projects do the same through the API; the page has shown its own.
test('the other projects report and are confirmed', async () => {
  for (const one of county.projects.values()) {
    const plan = county.planOf(one, period);
    if (one.key === 'P01' || !plan || !county.onWall(one, period)) continue;
    const path = `${base}/projects/${project(one.key).id}/periods/${period}`;
    const clerk = await clientOf(`clerk@lead(${one.key})`);
    const report = await clerk.write('PUT', `${path}/report`, {
      text: plan.text || '完成',
      quantity: plan.quantity ?? null,
    });
    assert.equal(report.status, 200, describe(report));
    const commander = await clientOf(`commander@post(${one.key})`);
    const confirmation = await commander.write('PUT', `${path}/confirmation`, {});
    assert.equal(confirmation.status, 200, describe(confirmation));
  }
});

test('the wall hangs, live and without a log-in', async () => {
  wall = await Visitor.open(browser, server.origin, { viewport: { width: 1920, height: 1080 } });
  visitors.push(wall);
  await wall.go(`/wall/${campaignId}`);
  await wall.page.locator('#wall svg').first().waitFor();
  await wall.page.evaluate(() => (globalThis.neverReloaded = true));
  await look(wall, '08-wall-before');
});

test('the office gives verdicts, each proposal with its why', async () => {
  const { name } = project('P01');
  await desk.go(`/campaigns/${campaignId}/periods/${period}?tab=determine`);
  const row = rowOf(desk.page, name);
  const board = await api.read(`${campaign}/periods/${period}`);
  const { why } = board.items.find((item) => item.project.name === name).proposal;
  await row.getByText(why).waitFor();
  await look(desk, '09-determine');
  await desk.page.getByRole('button', { name: words('determine.take_of', { name }) }).click();
  await desk.page
    .getByRole('button', { name: /\d/ })
    .filter({ hasText: words('determine.take_all').split('（')[0] })
    .click();
  const open = async () => (await api.read(`${campaign}/periods/${period}`)).missing;
  await until(async () => (await open()).every((one) => onlyInWords(one.number)), 'the proposals were not taken');
  for (const one of await open()) await giveByHand(one.name);
  await until(async () => (await open()).length === 0, 'some projects stay without a verdict');
  await look(desk, '10-determined');
});

const onlyInWords = (number) => ![...county.projects.values()].find((one) => one.number === number).annual_quantity;

// Where the plan is in words the engine leaves the verdict to people.
async function giveByHand(name) {
  const { page } = desk;
  const group = page.getByRole('radiogroup', { name: words('determine.verdict_of', { name }) });
  await group.getByRole('radio', { name: words('verdict.met'), exact: true }).check();
  await rowOf(page, name).locator('[id^="reason-"]').fill('现场核实，如期完成');
  await page.getByRole('button', { name: words('determine.give_of', { name }), exact: true }).click();
  await until(async () => {
    const { missing } = await api.read(`${campaign}/periods/${period}`);
    return !missing.some((one) => one.name === name);
  }, `no verdict on ${name}`);
}

async function until(test_, message, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  while (!(await test_())) {
    if (Date.now() > end) throw new Error(message);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

test('publication: the wall changes by itself', async () => {
  const shown = () =>
    wall.page.locator('#wall').evaluate((node) => [...node.querySelectorAll('svg')].at(-1)?.textContent ?? '');
  const before = await shown();
  await desk.page.getByRole('button', { name: words('publish.publish'), exact: true }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByText(words('publish.frozen')).waitFor();
  await look(desk, '11-publish');
  const month = `${Number(period.slice(5))}月`;
  await dialog.getByRole('button', { name: words('publish.confirm', { period: month }) }).click();
  await desk.page.getByText(words('published.frozen')).first().waitFor();
  await look(desk, '12-published');
  await until(async () => (await shown()) !== before, 'the wall did not change within 30 s of the publication');
  assert.equal(await wall.page.evaluate(() => globalThis.neverReloaded), true, 'the wall was loaded anew');
  await look(wall, '13-wall-after');
  const state = await new Client(server).read(`${campaign}/wall`);
  assert.equal(state.period, period);
});

test('the chart prints as PDF whose words can be found', async () => {
  await desk.go(`/campaigns/${campaignId}/print`);
  await desk.page.locator('figure img').waitFor();
  await look(desk, '14-print');
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.getByRole('link', { name: words('print.pdf') }).click(),
  ]);
  const file = join(out, 'progress-chart.pdf');
  await download.saveAs(file);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
  // The new revision, with October as the period whose cards are counted.
  for (const part of [county.campaign.title.slice(0, 3), project('P01').name, '第10版', '10月认定结果']) {
    assert.ok(text.includes(part.replace(/\s+/g, '')), `${part} is not in the PDF`);
  }
});

test('a printed chart is checked by its code', async () => {
  const text = execFileSync('pdftotext', [join(out, 'progress-chart.pdf'), '-'], { encoding: 'utf8' });
  const code = /\b[0-9A-F]{4}(-[0-9A-F]{4}){2}\b/.exec(text)?.[0];
  assert.ok(code, 'no check code on the printed chart');
  execFileSync('pdftoppm', [
    '-r',
    '110',
    '-png',
    '-singlefile',
    join(out, 'progress-chart.pdf'),
    join(out, 'progress-chart'),
  ]);
  const scanned = execFileSync('zbarimg', ['--quiet', '--raw', join(out, 'progress-chart.png')], {
    encoding: 'utf8',
  }).trim();
  const address = new URL(scanned.split('\n')[0]);
  const stranger = await visitor(null);
  await stranger.go(address.pathname + address.search);
  await stranger.page.getByText(words('check.current')).first().waitFor();
  await look(stranger, '15-check');
});

test('three languages: every page speaks the chosen one', async () => {
  await desk.go(`/campaigns/${campaignId}/projects`);
  for (const locale of locales) {
    const say = wordsOf(locale);
    await desk.page.locator(`button[lang="${locale}"]`).first().click();
    await desk.page
      .getByRole('heading', { name: say('projects.title') })
      .first()
      .waitFor();
    assert.equal(await desk.page.evaluate(() => document.documentElement.lang), locale);
    await look(desk, `16-projects-${locale}`);
  }
  await desk.page.reload();
  await desk.page
    .getByRole('heading', { name: wordsOf('en')('projects.title') })
    .first()
    .waitFor();
  await desk.page.locator('button[lang="zh-Hans"]').first().click();
});
