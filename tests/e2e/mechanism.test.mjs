// The page of the rules in a real browser: a file is checked, tried out on the past, adopted by headquarters (D-6.6).
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from '../harness/client.mjs';
import { demoNow, projectRoot, startServer } from '../harness/server.mjs';
import { County } from '../stories/county.mjs';
import { launch, out, Visitor, wordsOf } from './pages.mjs';

const words = wordsOf('zh-Hans');
const read = (name) => readFileSync(join(projectRoot, 'tests/stories/mechanisms', name), 'utf8');
let server, county, browser, chief, address;

before(async () => {
  mkdirSync(out, { recursive: true });
  server = await startServer({ demo: true, clock: demoNow });
  county = new County(join(projectRoot, 'demo/county.toml'));
  browser = await launch();
  const { login } = county.who('commander_in_chief@headquarters');
  const client = await new Client(server, { check: false }).logIn(login);
  const { items } = await client.read('/api/v1/campaigns');
  client.close();
  address = `/campaigns/${items[0].id}/mechanism`;
  chief = await Visitor.open(browser, server.origin);
  await chief.logIn(login);
});

after(async () => {
  await chief?.close();
  await browser?.close();
  await server?.stop(join(out, 'mechanism.log'));
});

const press = (key, values) =>
  chief.page.getByRole('button', { name: words(key, values), exact: true }).click();

test('a flawed file is told line by line, and a line leads to its place', async () => {
  const { page } = chief;
  await chief.go(address);
  await page.locator('textarea').fill(read('with-a-gap.toml'));
  await press('mechanism.check');
  const line = page.locator('.flaws.flaw button.link').first();
  await line.click();
  const chosen = await page.locator('textarea').evaluate((area) => area.selectionEnd - area.selectionStart);
  assert.ok(chosen > 0, 'the line is selected in the text');
  assert.deepEqual(await chief.barriers(), []);
  await chief.picture('mechanism-flaws');
});

test('a sound file shows whom it would change on the past, and nothing is saved', async () => {
  const { page } = chief;
  await page.locator('textarea').fill(read('red-at-once.toml'));
  await press('mechanism.simulate');
  await page.locator('td.changed').first().waitFor();
  assert.ok((await page.locator('td.changed').count()) > 0);
  assert.equal(await page.getByRole('button', { name: words('mechanism.adopt'), exact: true }).count(), 0);
  assert.deepEqual(await chief.barriers(), []);
  await chief.picture('mechanism-simulation');
});

test('headquarters adopts it for the months to come', async () => {
  const { page } = chief;
  const later = read('red-at-once.toml').replace(/^effective_from = .*$/m, 'effective_from = "2026-11-01"');
  await page.locator('textarea').fill(later);
  await press('mechanism.check');
  await press('mechanism.adopt');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('总指挥部会议纪要第9号');
  assert.deepEqual(await chief.barriers(), []);
  await chief.picture('mechanism-adopt');
  await dialog.getByRole('button', { name: words('mechanism.adopt_confirm', { n: 2 }), exact: true }).click();
  await page.getByText(words('mechanism.state_to_come'), { exact: true }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  // The page learns its new room from an event.
  await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
  await chief.picture('mechanism-phone');
  assert.deepEqual(chief.faults, []);
});
