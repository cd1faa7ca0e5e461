// A small county built from nothing in a real browser: units, people, log-ins, campaign, organs, a project with
// its plan.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startServer } from '../harness/server.mjs';
import { launch, out, Visitor, wordsOf } from './pages.mjs';

const words = wordsOf('zh-Hans');
let server, browser, keeper, judge;
const visitors = [];

async function visitor() {
  const made = await Visitor.open(browser, server.origin);
  visitors.push(made);
  return made;
}

async function look(one, name) {
  await one.picture(`admin-${name}`);
  assert.deepEqual(await one.barriers(), [], `barriers on ${name}`);
  assert.deepEqual(one.faults, [], `faults on ${name}`);
}

const button = (place, key) => place.getByRole('button', { name: words(key), exact: true });

// Cells as a spreadsheet gives them.
async function paste(page, field, text) {
  await field.evaluate((element, cells) => {
    const data = new DataTransfer();
    data.setData('text/plain', cells);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

before(async () => {
  mkdirSync(out, { recursive: true });
  const nothing = { code: '420999', name: '晴川县', login: 'keeper' };
  server = await startServer({ nothing, clock: '2026-01-05T04:00:00Z' });
  browser = await launch();
});

after(async () => {
  for (const one of visitors) await one.close().catch(() => {});
  await browser?.close();
  await server?.stop(join(out, 'admin.log'));
});

test('an empty installation says what to do first, and a unit is added below the county', async () => {
  keeper = await visitor();
  await keeper.logIn('keeper');
  await keeper.go('/admin/units');
  const { page } = keeper;
  await page.getByText(words('admin.first_steps')).waitFor();
  await page.getByText(words('admin.step_next')).waitFor();
  await button(page, 'admin.unit.add').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[name="name"]').fill('晴川县交通局');
  await dialog.locator('select[name="kind"]').selectOption('department');
  await button(dialog, 'action.save').click();
  await page.getByRole('button', { name: '晴川县交通局', exact: true }).waitFor();
  await look(keeper, 'units');
});

test('a wrong cell of a pasted table is named, then the table is taken', async () => {
  const { page } = keeper;
  await button(page, 'admin.paste').click();
  const dialog = page.getByRole('dialog');
  const cells = dialog.locator('textarea[name="cells"]');
  await cells.fill('晴川县督考办\t没有的县\t部门');
  await button(dialog, 'admin.paste_check').click();
  await dialog.getByText('没有名为“没有的县”的单位').waitFor();
  await look(keeper, 'paste');
  await cells.fill('晴川县督考办\t晴川县\t部门\n晴川县水利局\t晴川县\t部门');
  await button(dialog, 'admin.paste_check').click();
  await button(dialog, 'admin.paste_take').click();
  await page.getByRole('button', { name: '晴川县水利局', exact: true }).waitFor();
  await page.getByRole('button', { name: words('admin.up_of', { name: '晴川县水利局' }) }).click();
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);
    return rows.findIndex((one) => one.includes('水利局')) < rows.findIndex((one) => one.includes('督考办'));
  });
});

test('people with posts and log-ins come as one table; a password is shown once', async () => {
  const { page } = keeper;
  await keeper.go('/admin/people');
  await button(page, 'admin.paste').click();
  const dialog = page.getByRole('dialog');
  const rows = [
    '高远\t晴川县\t县长\tchief',
    '严明\t晴川县督考办\t主任\tjudge',
    '陆通\t晴川县交通局\t科员\tclerk',
  ];
  await dialog.locator('textarea[name="cells"]').fill(rows.join('\n'));
  await button(dialog, 'admin.paste_check').click();
  await button(dialog, 'admin.paste_take').click();
  await page.getByRole('button', { name: '严明', exact: true }).click();
  await page.getByText(words('admin.tenure.add')).first().waitFor();
  await look(keeper, 'people');
  await keeper.go('/admin/accounts');
  const row = page.getByRole('row').filter({ hasText: 'judge' });
  await button(row, 'admin.account.give_password').click();
  const password = await page.locator('code.password').textContent();
  await look(keeper, 'accounts');
  judge = await visitor();
  await judge.go('/login');
  await judge.page.locator('input[name="login"]').fill('judge');
  await judge.page.locator('input[name="password"]').fill(password);
  await button(judge.page, 'login.enter').click();
  await judge.page.getByText(words('password.first')).waitFor();
  const fields = judge.page.getByRole('dialog').locator('input[type="password"]');
  for (const [at, text] of [password, 'my-own-words-2026', 'my-own-words-2026'].entries())
    await fields.nth(at).fill(text);
  await button(judge.page, 'password.change').click();
  await judge.page.getByText(words('password.done')).waitFor();
  await button(judge.page.getByRole('dialog').locator('.foot'), 'action.close').click();
  await judge.page.getByRole('heading', { name: words('workbench.title') }).waitFor();
});

test('a campaign is founded, its first officers are named, and then the administrator is out of it', async () => {
  const { page } = keeper;
  await keeper.go('/admin/campaigns');
  await page.locator('input[name="title"]').fill('晴川县重点工程');
  await page.locator('input[name="year"]').fill('2026');
  await page.locator('select[name="period_kind"]').selectOption('month');
  await page.locator('select[name="unit"]').selectOption({ label: '晴川县' });
  await button(page, 'admin.campaign.found').click();
  await page.waitForURL(/\/admin\/campaigns\/\d+$/);
  const seat = async (organ, person, role) => {
    const sheet = page
      .locator('section.sheet')
      .filter({ has: page.getByRole('heading', { name: organ, exact: true }) });
    const select = sheet.locator('select[name="tenure"]');
    const option = select.locator('option').filter({ hasText: person });
    await option.waitFor({ state: 'attached' });
    await select.selectOption(await option.getAttribute('value'));
    await sheet.locator('select[name="role"]').selectOption(role);
    await sheet.locator('input[name="starts_on"]').fill('2026-01-01');
    await button(sheet, 'admin.organ.add_member').click();
    await sheet.locator('tbody tr').filter({ hasText: person }).waitFor();
  };
  await page.locator('input[name="name"]').last().fill('交通作战指挥部');
  await button(page, 'admin.organ.add').click();
  await page.getByRole('heading', { name: '交通作战指挥部', exact: true }).waitFor();
  await seat('督考办公室', '严明', 'director');
  await seat('总指挥部', '高远', 'commander_in_chief');
  await page.getByText(words('admin.organ.named_by')).first().waitFor();
  await look(keeper, 'campaign');
});

test('the office adds a project, pastes its plan and reads its history', async () => {
  const { page } = judge;
  await judge.go('/');
  await page.getByRole('link', { name: '晴川县重点工程', exact: true }).first().click();
  await page
    .getByRole('link', { name: words('projects.title'), exact: true })
    .first()
    .click();
  await page.getByRole('link', { name: words('projects.add'), exact: true }).click();
  for (const [name, text] of [
    ['number', 'QC-01'],
    ['name', '晴川大道'],
    ['annual_quantity', '12'],
    ['quantity_unit', '公里'],
  ])
    await page.locator(`input[name="${name}"]`).fill(text);
  await page.locator('textarea[name="annual_target"]').fill('修路12公里');
  await page.locator('select[name="command_post"]').selectOption({ label: '交通作战指挥部' });
  await page.locator('select[name="lead_unit"]').selectOption({ label: '晴川县交通局' });
  await look(judge, 'project-new');
  await button(page, 'action.save').click();
  await page.waitForURL(/\/edit\?tab=roles/);
  await look(judge, 'project-roles');
  await page.getByRole('link', { name: words('admin.project.tab_plan'), exact: true }).click();
  const first = page.locator('tbody tr').first().locator('input').first();
  await paste(page, first, '路基完成\t1\n路面开工\t2\n路面过半\t3.5');
  await page.getByRole('button', { name: words('admin.project.save_plan', { n: 3 }) }).click();
  await page.getByRole('button', { name: words('admin.project.save_plan', { n: 0 }) }).waitFor();
  await look(judge, 'project-plan');
  await page.getByRole('link', { name: words('admin.project.tab_history'), exact: true }).click();
  await page.getByText('路面过半').waitFor();
  await look(judge, 'project-history');
  await keeper.go('/admin/units');
  await keeper.page.getByRole('button', { name: '晴川县水利局', exact: true }).waitFor();
  assert.equal(await keeper.page.getByText(words('admin.first_steps')).count(), 0);
});

test('D-9.1 the journal says who changed what, by kind of record and for one record alone', async () => {
  const { page } = judge;
  await judge.go('/admin/units');
  await page.getByRole('link', { name: words('journal.title'), exact: true }).click();
  await page.getByText(words('journal.lead')).waitFor();
  await page.locator('select[name="kind"]').selectOption('plan');
  const change = page.locator('article').filter({ hasText: '路面过半' });
  await change.waitFor();
  assert.match(await change.innerText(), /编辑项目[^]*严明[^]*QC-01 晴川大道/);
  await look(judge, 'journal');
  await page.locator('select[name="kind"]').selectOption('');
  await change.getByRole('button').first().click();
  await page.getByText(words('journal.show_all')).waitFor();
  assert.match(page.url(), /record=project%2F|record=project\//);
  await page.getByText(words('journal_verb.add_project')).waitFor();
  assert.equal(await page.getByText(words('journal_verb.log_in'), { exact: true }).count(), 0);
  await judge.go('/admin/journal?from=2030-01-01');
  await page.getByText(words('journal.none')).waitFor();
  await keeper.go('/admin/journal');
  await keeper.page.getByRole('alert').or(keeper.page.locator('.empty-note')).first().waitFor();
  assert.equal(await keeper.page.locator('article').count(), 0, 'who keeps the register reads no journal');
});
