// Makes the pictures of docs/pictures that no act takes (see acts.test.mjs): one county, one moment, one browser.
// Usage: ZHANTU_BINARY=build/release/zhantu node tests/e2e/pictures.mjs [NAME ...]; without names, all of them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../harness/client.mjs';
import { demoNow, projectRoot, startServer } from '../harness/server.mjs';
import { County } from '../stories/county.mjs';
import { launch, Visitor, wordsOf } from './pages.mjs';
import { withPalette } from './palette.mjs';
import { editedInLibreOffice } from './workbook.mjs';

const base = '/api/v1';
const words = wordsOf('zh-Hans');
const folder = join(projectRoot, 'docs/pictures');
const bytesMax = 150_000;
const wanted = new Set(process.argv.slice(2));
const isWanted = (name) => wanted.size === 0 || wanted.has(name);
const deskView = { viewport: { width: 1200, height: 750 }, deviceScaleFactor: 1, timezoneId: 'Asia/Shanghai' };

let server, county, browser, api, campaign, campaignId, projects;
const project = (key) => projects.find((one) => one.number === county.projectOf(key).number);

async function clientOf(who) {
  const { login, unit } = county.who(who);
  const made = await new Client(server, { check: false }).logIn(login);
  return unit ? made.actForUnit(unit) : made;
}

async function deskOf(who, options = {}) {
  const made = await Visitor.open(browser, server.origin, { ...deskView, ...options });
  if (who) await made.logIn(county.who(who).login);
  return made;
}

// A picture of the window, never of the whole page: what a reader sees without scrolling.
async function take(visitor, name, height) {
  if (!isWanted(name)) return;
  if (visitor.faults.length) throw new Error(`${name}: ${visitor.faults.join('; ')}`);
  const { page } = visitor;
  if (height) await page.setViewportSize({ ...page.viewportSize(), height });
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => document.activeElement?.blur?.());
  const bytes = withPalette(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  if (bytes.length > bytesMax)
    throw new Error(`${name}.png has ${bytes.length} bytes, ${bytesMax} are allowed; make its window smaller`);
  writeFileSync(join(folder, `${name}.png`), bytes);
  process.stdout.write(`${name}.png ${Math.round(bytes.length / 1000)} kB\n`);
}

async function importPlan(desk) {
  const template = await api.get(`${campaign}/plan-template.xlsx`);
  const upload = async (...edits) => {
    await desk.go(`/campaigns/${campaignId}/import`);
    await desk.page.locator('input[type="file"]').setInputFiles({
      name: '年度计划.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: edits.reduce((bytes, edit) => editedInLibreOffice(bytes, ...edit), template.bytes),
    });
  };
  const { name } = project('P12');
  const target = county.projectOf('P06').annual_target;
  await upload([target, `${target}（调整）`], [project('P24').name, ''], [name, `${name}${name}`.repeat(3)]);
  await desk.page.getByRole('heading', { name: words('plan.has_problems') }).waitFor();
  await take(desk, 'import-problems', 790);
  await upload([project('P05').name, `${project('P05').name}（一期）`]);
  await desk.page.getByRole('heading', { name: words('plan.clean') }).waitFor();
  await take(desk, 'import-checked', 680);
}

async function leader() {
  const one = await deskOf('commander_in_chief@headquarters');
  await one.go(`/campaigns/${campaignId}`);
  await one.page.getByText(words('campaign.organs')).first().waitFor();
  await take(one, 'campaign');
  await one.close();
  const wall = await deskOf(null, { viewport: { width: 1600, height: 900 } });
  await wall.go(`/wall/${campaignId}`);
  await wall.page.locator('#wall svg').first().waitFor();
  await wall.page.getByText(words('wall.live').split(' ')[0]).first().waitFor();
  await take(wall, 'wall');
  await wall.close();
}

// One look at each of these pages: what a reader sees without scrolling.
async function pagesOf(who, pages) {
  const one = await deskOf(who);
  for (const [name, path, height] of pages.filter(([each]) => isWanted(each))) {
    await one.go(path);
    await one.page.locator('main h1, main h2').first().waitFor();
    await one.page.locator('.waiting').waitFor({ state: 'detached' });
    await one.page.waitForTimeout(400);
    await take(one, name, height);
  }
  await one.close();
}

async function phone() {
  const one = await deskOf(null, { viewport: { width: 390, height: 760 }, isMobile: true, hasTouch: true });
  await one.logIn(county.who('commander@post(P01)').login);
  await one.go('/m');
  await one.page.locator('.project').first().waitFor();
  await take(one, 'phone');
  await one.close();
}

// The code is read from a printed chart, as a phone would.
async function scan() {
  const chart = await api.get(`${campaign}/charts/progress?medium=paper&surface=pdf&paper=a3&audience=open`);
  const temporary = mkdtempSync(join(tmpdir(), 'zhantu-pictures-'));
  try {
    const file = join(temporary, 'chart');
    writeFileSync(`${file}.pdf`, chart.bytes);
    execFileSync('pdftoppm', ['-r', '220', '-png', '-singlefile', `${file}.pdf`, file]);
    const text = execFileSync('zbarimg', ['--quiet', '--raw', `${file}.png`], { encoding: 'utf8' });
    const address = new URL(text.trim().split('\n')[0]);
    const phone = await deskOf(null, { viewport: { width: 390, height: 700 } });
    await phone.go(address.pathname + address.search);
    await phone.page.getByText(words('check.current')).first().waitFor();
    await take(phone, 'check');
    await phone.close();
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function all() {
  county = new County(join(projectRoot, 'demo/county.toml'));
  api = await clientOf('officer@supervision_office');
  campaignId = (await api.read(`${base}/campaigns`)).items[0].id;
  campaign = `${base}/campaigns/${campaignId}`;
  projects = await api.readAll(`${campaign}/projects`);
  const desk = await deskOf('officer@supervision_office');
  if (isWanted('import-problems') || isWanted('import-checked')) await importPlan(desk);
  const at = `/campaigns/${campaignId}`;
  await pagesOf('officer@supervision_office', [
    ['tasks', `${at}/tasks`, 700],
    ['candidates', `${at}/candidates`, 640],
    ['calendar', '/admin/calendar?year=2026', 760],
  ]);
  await pagesOf('administrator@system', [
    ['people', '/admin/people', 640],
    ['accounts', '/admin/accounts', 560],
  ]);
  await pagesOf('administrator@auditor', [['journal', '/admin/journal?kind=report', 640]]);
  await phone();
  await leader();
  await scan();
}

mkdirSync(folder, { recursive: true });
server = await startServer({ demo: true, clock: demoNow });
try {
  browser = await launch();
  await all();
} finally {
  await browser?.close();
  api?.close();
  await server.stop();
}
