// Makes every picture of docs/pictures from a demo server: one county, one moment, one browser.
// Usage: ZHANTU_BINARY=build/release/zhantu node tests/e2e/pictures.mjs [NAME ...]; without names, all of them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, describe } from '../harness/client.mjs';
import { demoNow, projectRoot, startServer } from '../harness/server.mjs';
import { County } from '../stories/county.mjs';
import { launch, Visitor, wordsOf } from './pages.mjs';
import { withPalette } from './palette.mjs';
import { editedInLibreOffice } from './workbook.mjs';

const base = '/api/v1';
const period = '2026-10';
const words = wordsOf('zh-Hans');
const folder = join(projectRoot, 'docs/pictures');
const bytesMax = { wall: 400_000, others: 250_000 };
const wanted = new Set(process.argv.slice(2));
const isWanted = (name) => wanted.size === 0 || wanted.has(name);
const deskView = { viewport: { width: 1200, height: 750 }, deviceScaleFactor: 1, timezoneId: 'Asia/Shanghai' };

// Figures that a month really brings: ahead, as planned, behind, silent.
const behind = { P01: 90, P05: 80, P07: 85, P10: 80, P20: 70 };
const silent = new Set(['P09', 'P16', 'P27']);

let server, county, browser, api, campaign, campaignId, projects;
const project = (key) => projects.find((one) => one.number === county.projectOf(key).number);
const rowOf = (page, name) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

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
  const max = bytesMax[name] ?? bytesMax.others;
  if (bytes.length > max)
    throw new Error(`${name}.png has ${bytes.length} bytes, ${max} are allowed; make its window smaller`);
  writeFileSync(join(folder, `${name}.png`), bytes);
  process.stdout.write(`${name}.png ${Math.round(bytes.length / 1000)} kB\n`);
}

const reporting = () =>
  [...county.projects.values()].filter(
    (one) => county.planOf(one, period) && !silent.has(one.key) && county.onWall(one, period),
  );
const cellOf = (key) => `${base}/projects/${project(key).id}/periods/${period}`;

async function reportAll() {
  for (const one of reporting()) {
    const plan = county.planOf(one, period);
    const share = behind[one.key] ?? 100;
    const quantity = plan.quantity ? String(Math.round(Number(plan.quantity) * share * 100) / 10_000) : null;
    const text = share < 100 ? `连续降雨停工，“${plan.text}”未全部完成` : `${plan.text}，按计划完成`;
    await write(`clerk@lead(${one.key})`, `${cellOf(one.key)}/report`, { text, quantity });
  }
}

// P03 stays unconfirmed, so that the verdict page shows what that means.
async function confirmAll(test) {
  for (const one of reporting().filter((each) => each.key !== 'P03' && test(each)))
    await write(`commander@post(${one.key})`, `${cellOf(one.key)}/confirmation`, {});
}

async function write(who, path, body) {
  const client = await clientOf(who);
  const answer = await client.write('PUT', path, body);
  client.close();
  if (answer.status !== 200) throw new Error(describe(answer));
}

async function clerk() {
  const one = await deskOf('clerk@lead(P06)');
  await one.page.getByText(words('workbench.waiting')).first().waitFor();
  await take(one, 'workbench', 620);
  await one.go(`/campaigns/${campaignId}/periods/${period}?tab=report`);
  const mine = [...county.projects.values()].filter(
    (candidate) => candidate.lead_unit === county.projectOf('P06').lead_unit && county.planOf(candidate, period),
  );
  // As Excel puts cells on the clipboard: rows end in a line break, columns are parted by a tab.
  const cells = mine.map((each) => {
    const plan = county.planOf(each, period);
    return `${plan.quantity ?? ''}\t${plan.text}，按计划完成`;
  });
  const first = one.page.getByLabel(words('report.quantity_of', { name: project(mine[0].key).name }));
  await first.waitFor();
  await first.evaluate((node, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, cells.join('\n') + '\n');
  await one.page.getByText(words('report.draft'), { exact: true }).first().waitFor();
  await take(one, 'report', 530);
  await one.close();
}

async function commandPost() {
  const one = await deskOf('commander@post(P03)');
  await one.go(`/campaigns/${campaignId}/periods/${period}?tab=confirm`);
  await one.page.getByRole('button', { name: words('confirm.confirm_of', { name: project('P03').name }) }).waitFor();
  await take(one, 'confirm');
  await one.close();
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

async function verdicts(desk) {
  const { name } = project('P01');
  await desk.go(`/campaigns/${campaignId}/periods/${period}?tab=determine`);
  const row = rowOf(desk.page, name);
  await row.waitFor();
  await desk.page
    .getByRole('radiogroup', { name: words('determine.verdict_of', { name }) })
    .getByRole('radio', { name: words('verdict.missed'), exact: true })
    .check({ force: true });
  await row.locator('[id^="reason-"]').fill('管网沟槽返工');
  await desk.page.evaluate(() => scrollTo(0, 0));
  await take(desk, 'determine', 800);
}

async function determineAll() {
  const board = await api.read(`${campaign}/periods/${period}`);
  for (const item of board.items.filter((one) => one.cell.on_wall && !one.cell.determination)) {
    const { cell, proposal } = item;
    const missed = !cell.confirmation || proposal.verdict === 'missed';
    const verdict = missed && cell.plan ? 'missed' : (proposal.verdict ?? (cell.plan ? 'met' : 'no_target'));
    const late = cell.confirmation ? '未达到本月累计目标' : '截至月末未报送或未经指挥部确认';
    const reason = verdict === 'missed' ? late : proposal.verdict ? '' : '已现场核实';
    const planned = cell.plan?.quantity ? String(Math.round(Number(cell.plan.quantity) * 9000) / 10_000) : null;
    const quantity = verdict === 'no_target' ? null : (cell.report?.quantity ?? planned);
    const body = { verdict, reason, ...(quantity === null ? {} : { verified_quantity: quantity }) };
    const path = `${base}/projects/${item.project.id}/periods/${period}/determination`;
    let answer = await api.write('PUT', path, body);
    if (answer.json?.word === 'barred_by_belonging') {
      const other = await new Client(server, { check: false }).logIn('office2');
      answer = await other.write('PUT', path, body);
      other.close();
    }
    if (answer.status !== 200) throw new Error(describe(answer));
  }
}

async function publish(desk) {
  await desk.go(`/campaigns/${campaignId}/periods/${period}?tab=determine`);
  await desk.page.getByRole('button', { name: words('publish.publish'), exact: true }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByText(words('publish.frozen')).waitFor();
  await take(desk, 'publish', 700);
  await dialog.getByRole('button', { name: new RegExp(`^${words('publish.confirm')}`) }).click();
  await desk.page.getByText(words('published.frozen')).first().waitFor();
}

async function correct(desk) {
  const name = project('P05').name;
  await desk.go(`/campaigns/${campaignId}/periods/2026-09`);
  await desk.page.getByRole('button', { name: words('correction.correct_of', { name }) }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: words('verdict.missed'), exact: true }).check({ force: true });
  await dialog.getByLabel(words('correction.verified')).fill('5400');
  await dialog.getByLabel(words('correction.reason')).fill('复查发现9月进场设备未安装，原认定有误');
  await dialog.getByRole('button', { name: words('correction.look') }).click();
  await dialog.getByText(words('correction.changes', { n: '' }).trim().slice(0, 2)).first().waitFor();
  await take(desk, 'correct');
}

async function leader() {
  const one = await deskOf('commander_in_chief@headquarters');
  await one.go(`/campaigns/${campaignId}`);
  await one.page.getByText(words('campaign.organs')).first().waitFor();
  await take(one, 'campaign');
  await one.go(`/campaigns/${campaignId}/print`);
  await one.page.locator('figure img').waitFor();
  await one.page.waitForFunction(() => document.querySelector('figure img')?.complete);
  await take(one, 'print');
  await one.close();
  const wall = await deskOf(null, { viewport: { width: 1600, height: 900 } });
  await wall.go(`/wall/${campaignId}`);
  await wall.page.locator('#wall svg').first().waitFor();
  await wall.page.getByText(words('wall.live').split(' ')[0]).first().waitFor();
  await take(wall, 'wall');
  await wall.close();
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
  await clerk();
  await reportAll();
  await confirmAll((one) => one.command_post !== county.projectOf('P03').command_post);
  await commandPost();
  await confirmAll((one) => one.command_post === county.projectOf('P03').command_post);
  const desk = await deskOf('officer@supervision_office');
  if (isWanted('import-problems') || isWanted('import-checked')) await importPlan(desk);
  await verdicts(desk);
  await determineAll();
  await publish(desk);
  await correct(desk);
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
