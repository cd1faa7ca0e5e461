// What a determination can say, and the gate before the wall, in a real browser: headquarters gives the figure that is
// asked of it, the office names a cause, a project without its finish is told where people look (D-2.1, D-3.1, D-3.2).
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from '../harness/client.mjs';
import { demoNow, projectRoot, startServer } from '../harness/server.mjs';
import { County } from '../stories/county.mjs';
import { launch, out, Visitor, wordsOf } from './pages.mjs';

const words = wordsOf('zh-Hans');
const rules = join(projectRoot, 'tests/stories/mechanisms/causes-and-weights.toml');
let server, county, browser, campaign, project;
const visitors = [];

async function visitor(who) {
  const made = await Visitor.open(browser, server.origin);
  visitors.push(made);
  await made.logIn(county.who(who).login);
  return made;
}
async function look(one, name) {
  await one.picture(name);
  assert.deepEqual(await one.barriers(), [], `barriers on ${name}`);
  assert.deepEqual(one.faults, [], `faults on ${name}`);
}
const row = (one) => one.page.locator('table.verdicts tbody tr', { hasText: project.name }).first();

before(async () => {
  mkdirSync(out, { recursive: true });
  server = await startServer({ demo: true, clock: demoNow });
  county = new County(join(projectRoot, 'demo/county.toml'));
  browser = await launch();
  const chief = await new Client(server).logIn(county.who('chief').login);
  const { items } = await chief.read('/api/v1/campaigns');
  campaign = `/campaigns/${items[0].id}`;
  const text = readFileSync(rules, 'utf8').replace('"2026-01-01"', '"2026-10-01"');
  const adopted = await chief.write('POST', `/api/v1${campaign}/mechanisms`, { text, remark: '会议纪要' });
  assert.equal(adopted.status, 201, adopted.text);
  const list = await chief.read(`/api/v1${campaign}/projects?limit=50`);
  project = list.items.find((one) => one.number === county.projectOf('P03').number);
  chief.close();
});

after(async () => {
  for (const one of visitors) await one.close().catch(() => {});
  await browser?.close();
  await server?.stop(join(out, 'determination.log'));
});

test('headquarters gives what the rules ask of it, and nothing else', async () => {
  const chief = await visitor('chief');
  await chief.go(`${campaign}/periods/2026-10?tab=determine`);
  const asked = row(chief).locator('.asked input');
  await asked.fill('3');
  await Promise.all([
    chief.page.waitForResponse((answer) => answer.url().endsWith('/figures') && answer.ok()),
    row(chief).getByRole('button', { name: words('determine.give_figures_of', { name: project.name }) }).click(),
  ]);
  await chief.go(`${campaign}/periods/2026-10?tab=determine`);
  assert.equal(await row(chief).locator('.asked input').inputValue(), '3');
  await look(chief, 'determination-figure');
});

test('the office sees the figure, and names a cause with what the rules ask for it', async () => {
  const office = await visitor('officer@supervision_office');
  await office.go(`${campaign}/periods/2026-10?tab=determine`);
  const mine = row(office);
  await mine.locator('input[value="missed"]').check();
  assert.equal(await mine.locator('.asked b').innerText(), '3');
  const figure = mine.getByLabel(words('determine.verified_of', { name: project.name }));
  if (await figure.count()) await figure.fill('30');
  await mine.getByLabel(words('determine.reason_of', { name: project.name })).fill('停工');
  await mine.getByLabel(words('cause.of', { name: project.name })).selectOption('force_majeure');
  const give = mine.getByRole('button', { name: words('determine.give_of', { name: project.name }), exact: true });
  await mine.getByLabel(words('cause.evidence_needed')).fill('暴雨停工21天');
  await give.click();
  await office.page.getByText('文号').last().waitFor();
  await office.page.getByRole('alert').first().waitFor();
  await look(office, 'determination-cause-refused');
  await mine.getByLabel(words('cause.document_needed')).fill('云应急〔2026〕3号');
  await give.click();
  await office.page
    .getByRole('button', { name: words('determine.change_of', { name: project.name }), exact: true })
    .waitFor();
  await look(office, 'determination-cause');
});

test('D-2.1 a project without its finish is named on the campaign page and on its own', async () => {
  const office = await visitor('officer@supervision_office');
  await office.go(`/projects/${project.id}/edit?tab=facts`);
  await office.page.getByLabel(words('admin.project.finishes_on')).fill('');
  await office.page.getByLabel(words('admin.project.weight')).selectOption('weighty');
  await Promise.all([
    office.page.waitForResponse((answer) => answer.url().endsWith('/record') && answer.ok()),
    office.page.getByRole('button', { name: words('action.save'), exact: true }).click(),
  ]);
  await office.go(campaign);
  await office.page.getByText(words('tasks.unready', { n: 1 })).waitFor();
  await look(office, 'gate-campaign');
  await office.go(`/projects/${project.id}`);
  await office.page.getByRole('heading', { name: words('project.kept_off') }).waitFor();
  await office.page.setViewportSize({ width: 390, height: 844 });
  // The layout follows the width a moment later.
  await office.page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
  await look(office, 'gate-project-phone');
});
