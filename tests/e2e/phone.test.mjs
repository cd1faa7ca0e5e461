// A leader's phone, 390 x 844: log in, look, open a project, lose the line, get it back, log out.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { demoNow, demoPassword, projectRoot, startServer } from '../harness/server.mjs';
import { County } from '../stories/county.mjs';
import { launch, out, Visitor, wordsOf } from './pages.mjs';

const words = wordsOf('zh-Hans');
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
let server, browser, leader;

// Serious barriers, faults of the page, and anything that sticks out or is too small to tap.
async function look(name) {
  await leader.picture(name);
  assert.deepEqual(await leader.barriers(), [], `barriers on ${name}`);
  const wide = await leader.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${name} is ${wide} px too wide`);
  const small = await leader.page.evaluate(() =>
    [...document.querySelectorAll('a, button, input, select')]
      .map((one) => [one.textContent.trim().slice(0, 20), one.getBoundingClientRect().height])
      .filter(([, height]) => height > 0 && height < 43.5),
  );
  assert.deepEqual(small, [], `too small to tap on ${name}`);
}

before(async () => {
  mkdirSync(out, { recursive: true });
  server = await startServer({ demo: true, clock: demoNow });
  browser = await launch();
  leader = await Visitor.open(browser, server.origin, phone);
});

after(async () => {
  await leader?.close().catch(() => {});
  await browser?.close();
  await server?.stop(join(out, 'phone.log'));
});

test('log in, and the late ones stand first', async () => {
  const county = new County(join(projectRoot, 'demo/county.toml'));
  await leader.go('/m');
  await leader.page.locator('input[name="login"]').waitFor();
  await look('phone-login');
  await leader.page.locator('input[name="login"]').fill(county.who('commander@post(P01)').login);
  await leader.page.locator('input[name="password"]').fill(demoPassword);
  await leader.page.getByRole('button', { name: words('phone.enter'), exact: true }).click();
  await leader.page.locator('.project').first().waitFor();
  assert.match(await leader.page.locator('.project').first().textContent(), /红牌/);
  await leader.page.getByText(/^实时/).waitFor();
  await look('phone-overview');
});

test('the largest type breaks nothing, by day and by night', async () => {
  for (const theme of ['theme_light', 'theme_dark']) {
    await leader.page.locator('.foot .row button').nth(1).click();
    await leader.page.getByRole('button', { name: words(`phone.${theme}`) }).waitFor();
    assert.deepEqual(await leader.barriers(), [], theme);
  }
  await leader.page.locator('.foot .row button').nth(0).click();
  await leader.page.locator('.foot .row button').nth(0).click();
  await look('phone-largest');
  await leader.page.locator('.foot .row button').nth(0).click();
  await leader.page.locator('.foot .row button').nth(1).click();
});

test('a project opens with its months; back leads back', async () => {
  await leader.page.locator('.project').first().click();
  await leader.page.locator('.month').first().waitFor();
  await look('phone-project');
  await leader.page.goBack();
  await leader.page.locator('.project').first().waitFor();
});

test('without a line the data stay, with their age', async () => {
  await leader.context.setOffline(true);
  await leader.page.getByText(/^已断网，数据截至/).waitFor();
  await leader.page.locator('.project').first().click();
  await leader.page.locator('.month').first().waitFor();
  await leader.picture('phone-offline');
  await leader.page.goBack();
  await leader.context.setOffline(false);
  await leader.page.getByText(/^实时/).waitFor();
  const keptBefore = await leader.page.evaluate(() => localStorage.getItem('zhantu.phone'));
  assert.ok(keptBefore.length > 1000);
});

test('logging out clears what was kept', async () => {
  await leader.page.getByRole('button', { name: words('phone.log_out') }).click();
  await leader.page.locator('input[name="login"]').waitFor();
  assert.equal(await leader.page.evaluate(() => localStorage.getItem('zhantu.phone')), null);
  assert.deepEqual(
    // The line was cut on purpose, and no browser trusts the certificate of a test.
    leader.faults.filter((text) => !/ERR_INTERNET_DISCONNECTED|SSL certificate error/.test(text)),
    [],
  );
});
