// The task board, the candidate pool and the working-day calendar in a real browser, each by those whose work it is.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from '../harness/client.mjs';
import { demoNow, projectRoot, startServer } from '../harness/server.mjs';
import { County } from '../stories/county.mjs';
import { launch, out, Visitor, wordsOf } from './pages.mjs';

const base = '/api/v1';
const words = wordsOf('zh-Hans');
let server, county, browser, api, campaignId, campaign;
const visitors = [];

async function visitor(who, options) {
  const made = await Visitor.open(browser, server.origin, options);
  visitors.push(made);
  await made.logIn(county.who(who).login);
  return made;
}

async function look(one, name) {
  await one.picture(name);
  assert.deepEqual(await one.barriers(), [], `barriers on ${name}`);
  assert.deepEqual(one.faults, [], `faults on ${name}`);
}

const button = (place, key, values) => place.getByRole('button', { name: words(key, values), exact: true });
const label = (place, key, values) => place.getByLabel(words(key, values), { exact: true });

// What Excel puts on the clipboard, pasted into the field that has the focus.
async function pasteInto(field, text) {
  await field.focus();
  await field.evaluate((node, cells) => {
    const data = new DataTransfer();
    data.setData('text/plain', cells);
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

before(async () => {
  mkdirSync(out, { recursive: true });
  server = await startServer({ demo: true, clock: demoNow });
  county = new County(join(projectRoot, 'demo/county.toml'));
  api = await new Client(server).logIn('office1');
  campaignId = (await api.read(`${base}/campaigns`)).items[0].id;
  campaign = `${base}/campaigns/${campaignId}`;
  browser = await launch();
});

after(async () => {
  for (const one of visitors) await one.close().catch(() => {});
  await browser?.close();
  api?.close();
  await server?.stop(join(out, 'selection.log'));
});

test('D-2.1 the task board says what is missing and who supplies it; a task is added and broken down', async () => {
  const office = await visitor('officer@supervision_office');
  await office.go(`/campaigns/${campaignId}/tasks`);
  const { page } = office;
  await page.getByText('还没有落实到项目，请产业园区').waitFor();
  await look(office, 'selection-tasks');
  await page.getByRole('button', { name: words('tasks.add'), exact: true }).click();
  const form = page.getByRole('dialog');
  await label(form, 'tasks.name').fill('夜间用电保障');
  await label(form, 'tasks.effect').fill('迎峰度冬不拉闸');
  await label(form, 'tasks.quantity').fill('10');
  await label(form, 'tasks.quantity_unit').fill('台');
  await look(office, 'selection-task-form');
  await button(form, 'action.save').click();
  await page.getByRole('button', { name: '夜间用电保障', exact: true }).click();
  const detail = page.getByRole('dialog');
  await pasteInto(label(detail, 'tasks.add_unit'), '石桥镇\t6\n云集镇\t3\n没有的镇\t1\n');
  await detail.getByText(words('tasks.paste_lost', { n: 1 })).waitFor();
  await button(detail, 'action.save').click();
  await detail.getByText(words('tasks.difference', { n: '-1' })).waitFor();
  await look(office, 'selection-task-detail');
  const board = await api.read(`${campaign}/tasks`);
  assert.equal(board.items.find((one) => one.name === '夜间用电保障').share_total, '9');
});

test('D-2.8 a clerk proposes; only name and reasons are asked', async () => {
  const clerk = await visitor('clerk@lead(P01)');
  await clerk.go(`/campaigns/${campaignId}/candidates`);
  const { page } = clerk;
  await button(page, 'candidates.propose').click();
  const form = page.getByRole('dialog');
  await label(form, 'candidates.name').fill('园区集中供热二期');
  await label(form, 'candidates.reasons').fill('企业用汽缺口大');
  await button(form, 'action.save').click();
  await page.getByRole('button', { name: '园区集中供热二期', exact: true }).waitFor();
  await look(clerk, 'selection-candidates');
});

test('D-2.8 the office weighs; cells paste from a spreadsheet', async () => {
  const office = visitors[0];
  const { page } = office;
  await office.go(`/campaigns/${campaignId}/candidates?view=sheet&q=HX04`);
  const first = label(page, 'candidates.score_of', { name: '枫林镇智能农机装配线', criterion: '投资和体量' });
  await first.waitFor();
  await pasteInto(first, '8\t9\t10');
  await look(office, 'selection-weighing');
  await button(page, 'candidates.save_scores').click();
  await page.getByRole('cell', { name: '88.5', exact: true }).waitFor();
});

test('D-2.8 headquarters sees what it would do to the wall, and does it', async () => {
  const chief = await visitor('commander_in_chief@headquarters');
  await chief.go(`/campaigns/${campaignId}/candidates`);
  const { page } = chief;
  await page.getByRole('button', { name: '石桥镇粮油仓储物流中心', exact: true }).click();
  await look(chief, 'selection-candidate');
  await button(page.getByRole('dialog'), 'candidates.decide').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('candidates.first_period')).selectOption('2026-11');
  await dialog.getByText(/HX01.*2026年11月.*29项增至30项/).waitFor();
  await look(chief, 'selection-choose');
  await button(dialog, 'candidates.confirm.chosen').click();
  await page
    .getByText(/HX01.*2026年11月/)
    .first()
    .waitFor();
  const projects = await api.readAll(`${campaign}/projects`);
  assert.equal(projects.find((one) => one.number === 'HX01').admitted_period, '2026-11');
});

test('D-2.4 the calendar: a known year, an unknown one, a day that is made a holiday', async () => {
  const office = visitors[0];
  const { page } = office;
  await office.go('/admin/calendar?year=2026');
  await page.getByRole('button', { name: /2026-10-01 放假 国庆节/ }).waitFor();
  await look(office, 'selection-calendar');
  await page.getByRole('button', { name: /^2027/ }).click();
  await page.getByText(/2027年的放假安排尚未公布/).waitFor();
  await page.getByRole('button', { name: /^2027-01-01/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: words('calendar.choice.public_holiday'), exact: true }).check();
  await label(dialog, 'calendar.name').fill('元旦');
  await button(dialog, 'calendar.set_day').click();
  await button(page, 'action.save').click();
  await page.getByText(words('state.saved'), { exact: true }).waitFor();
  const year = await api.read(`${base}/calendar/years/2027`);
  assert.equal(year.days[0].kind, 'public_holiday');
  assert.equal(year.origin, 'own');
});

test('the pages hold at the width of a phone, in Chinese and in English', async () => {
  const small = await visitor('clerk@lead(P01)', { viewport: { width: 390, height: 844 } });
  for (const locale of ['zh-Hans', 'en']) {
    await small.page.evaluate((to) => localStorage.setItem('zhantu.locale', to), locale);
    const say = wordsOf(locale);
    for (const [path, title] of [
      [`/campaigns/${campaignId}/tasks`, 'tasks.title'],
      [`/campaigns/${campaignId}/candidates`, 'candidates.title'],
      ['/admin/calendar?year=2026', 'calendar.title'],
    ]) {
      await small.go(path);
      await small.page.getByRole('heading', { name: say(title), exact: true }).waitFor();
      await small.page.locator('.waiting').waitFor({ state: 'detached' });
      assert.equal(await small.page.evaluate(() => document.documentElement.lang), locale);
      const wide = await small.page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
      assert.equal(wide, false, `${path} scrolls sideways at 390 in ${locale}`);
      await look(small, `selection-phone-${path.split('/').at(-1).split('?')[0]}-${locale}`);
    }
  }
});
