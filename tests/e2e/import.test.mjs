// A messy table on the import page in a real browser: what is asked is answered, problems come back in the clerk's own
// workbook, what would change is seen, the table is taken over, and the next time nothing is asked.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { demoNow, projectRoot, startServer } from '../harness/server.mjs';
import { launch, locales, out, Visitor, wordsOf } from './pages.mjs';

const fixtures = join(projectRoot, 'tests/fixtures/workbooks');
const words = wordsOf('zh-Hans');
let server, browser, office, importPage;

async function look(name) {
  await office.picture(name);
  assert.deepEqual(await office.barriers(), [], `barriers on ${name}`);
  assert.deepEqual(office.faults, [], `faults on ${name}`);
}

const choose = (name) => office.page.locator('input[type=file]').setInputFiles(join(fixtures, name));
const heading = (key) => office.page.getByRole('heading', { name: words(key), exact: true });
const useOf = (column) => office.page.getByLabel(words('plan.use_of', { column }), { exact: true });

before(async () => {
  mkdirSync(out, { recursive: true });
  server = await startServer({ demo: true, clock: demoNow });
  browser = await launch();
  office = await Visitor.open(browser, server.origin);
  await office.logIn('office1');
  const campaigns = await office.page.evaluate(async () => (await fetch('/api/v1/campaigns')).json());
  importPage = `/campaigns/${campaigns.items[0].id}/import`;
  await office.go(importPage);
});

after(async () => {
  await office?.close();
  await browser?.close();
  await server?.stop(join(out, 'import.log'));
});

test('an empty page says what to do', async () => {
  await heading('plan.title').waitFor();
  await look('import-1-empty');
});

test('what nobody knows is asked, and answered with the keyboard', async () => {
  await choose('columns_nobody_knows.xlsx');
  await heading('plan.has_questions').waitFor();
  assert.equal(await office.page.locator('tr.asked').count(), 3);
  await look('import-2-asked');
  const leader = useOf('包联干部');
  await leader.focus();
  await leader.press('End');
  await leader.selectOption('ignore');
  await office.page.locator('tr.asked').nth(2).waitFor({ state: 'detached' });
  await useOf('J').selectOption('ignore');
  await office.page.locator('tr.asked').nth(1).waitFor({ state: 'detached' });
  await office.page.getByRole('button', { name: words('plan.yes'), exact: true }).click();
  await heading('plan.clean').waitFor();
  assert.equal(await office.page.locator('tr.asked').count(), 0);
});

test('what would change is seen, taken over, and unchanged the next time without a question', async () => {
  await look('import-3-clean');
  await office.page.getByRole('button', { name: words('plan.apply'), exact: true }).click();
  await heading('plan.applied').waitFor();
  await look('import-4-applied');
  await choose('columns_nobody_knows.xlsx');
  await office.page.getByText(words('plan.nothing_to_do'), { exact: true }).waitFor();
  assert.equal(await office.page.locator('tr.asked').count(), 0);
  await office.page.getByText(words('plan.remembered'), { exact: true }).waitFor();
});

test("the clerk's own columns come out again, and LibreOffice reads them", async () => {
  const { page } = office;
  const link = page
    .getByRole('link', { name: /\.?xlsx/ })
    .filter({ hasText: '.xlsx' })
    .first();
  await page.getByRole('heading', { name: words('plan.export'), exact: true }).waitFor();
  await look('import-4-export');
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const folder = join(out, 'exported');
  mkdirSync(folder, { recursive: true });
  const asLines = (name, bytes) => {
    writeFileSync(join(folder, `${name}.xlsx`), bytes);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const csv = 'csv:Text - txt - csv (StarCalc):44,34,76';
    const options = ['--headless', '--norestore', '--convert-to', csv, '--outdir', folder];
    const file = join(folder, `${name}.xlsx`);
    execFileSync('soffice', [profile, ...options, file], { stdio: 'pipe', timeout: 60_000 });
    return readFileSync(join(folder, `${name}.csv`), 'utf8').split('\n');
  };
  const head = (lines) => lines.find((line) => line.includes('包联干部')).replaceAll(/[\s"]/g, '');
  const given = asLines('given', readFileSync(join(fixtures, 'columns_nobody_knows.xlsx')));
  const got = asLines('got', readFileSync(await download.path()));
  assert.equal(head(got), head(given));
});

test('problems stand with their cells, and come back as comments that LibreOffice shows', async () => {
  await choose('numbers_as_text.xlsx');
  await heading('plan.has_problems').waitFor();
  await office.page.getByRole('rowheader', { name: 'H6', exact: true }).waitFor();
  await look('import-5-problems');
  const [download] = await Promise.all([
    office.page.waitForEvent('download'),
    office.page
      .getByRole('button', {
        name: words('plan.download_annotated'),
        exact: true,
      })
      .click(),
  ]);
  assert.match(download.suggestedFilename(), /^numbers_as_text.+\.xlsx$/);
  const folder = join(out, 'annotated');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'annotated.xlsx'), readFileSync(await download.path()));
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const options = ['--headless', '--norestore', '--convert-to', 'fods', '--outdir', folder];
  execFileSync('soffice', [profile, ...options, join(folder, 'annotated.xlsx')], {
    stdio: 'pipe',
    timeout: 60_000,
  });
  const flat = readFileSync(join(folder, 'annotated.fods'), 'utf8');
  assert.equal(flat.split('<office:annotation ').length - 1, 2, 'two comments');
  assert.match(flat, /fo:background-color="#ff9999"/i);
  assert.match(flat, /不是数字/);
});

test('figures of which nobody says how they are given are asked about once, for all of them', async () => {
  await choose('figures_without_a_word.xlsx');
  await heading('plan.has_questions').waitFor();
  // The choices stand inside of the label.
  const figures = office.page.getByLabel(words('plan.figures'));
  await look('import-7-figures-asked');
  await figures.selectOption('amount');
  await heading('plan.clean').waitFor();
  await look('import-8-figures-said');
});

// The answer gets lost on its way, after the deed or before it.
async function withoutAnswer(arrives) {
  await office.page.route('**/plan-imports?mode=apply*', async (route) => {
    if (arrives) await route.fetch();
    await route.abort('connectionreset');
  });
  await office.page.getByRole('button', { name: words('plan.apply'), exact: true }).click();
}

test('where the answer was lost the page says what became of the import', async () => {
  await withoutAnswer(false);
  await office.page.getByText(words('plan.outcome_nothing'), { exact: true }).waitFor();
  office.faults.length = 0; // the lost answers
  await look('import-9-nothing-happened');
  await office.page.unroute('**/plan-imports?mode=apply*');
  await withoutAnswer(true);
  await office.page.getByText(words('plan.outcome_done'), { exact: true }).waitFor();
  await office.page.unroute('**/plan-imports?mode=apply*');
  office.faults.length = 0;
  await look('import-10-done-all-the-same');
});

test('what is no table is declined with a way out; in each language, and on a phone', async () => {
  await choose('plan.xls');
  await office.page.getByRole('alert').first().waitFor();
  assert.match(await office.page.getByRole('alert').first().innerText(), /另存为.*\.xlsx/s);
  for (const locale of locales) {
    const phone = await Visitor.open(browser, server.origin, {
      viewport: { width: 390, height: 844 },
    });
    await phone.logIn('office1');
    await phone.page.evaluate((to) => localStorage.setItem('zhantu.locale', to), locale);
    await phone.go(importPage);
    await phone.page.locator('input[type=file]').setInputFiles(join(fixtures, 'money_in_three_units.xlsx'));
    await phone.page.locator('tr.asked').first().waitFor();
    await phone.picture(`import-6-phone-${locale}`);
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${locale}: the page is ${wide} px wider than the phone`);
    assert.deepEqual(await phone.barriers(), [], `barriers on the phone, ${locale}`);
    await phone.close();
  }
});
