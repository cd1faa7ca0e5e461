// The command line as its users have it: the verbs against a running server, with exit codes, JSON and refusals.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { binaryPath, demoNow, demoPassword, projectRoot, sanitizerReport, startServer } from '../harness/server.mjs';

const ok = 0;
const refused = 1;
const usage = 2;
const unreachable = 3;
const file = 4;

let server;
let folder;
let env;

// {code, out, error} of one command; a sanitizer's report fails the test.
function zhantu(args, more = {}) {
  const child = spawn(binaryPath(), args, { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let error = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (error += data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (sanitizerReport(error)) reject(new Error(error.slice(-4000)));
      resolve({ code, out, error });
    });
  });
}

async function expectCode(code, args, more) {
  const done = await zhantu(args, more);
  assert.equal(done.code, code, `zhantu ${args.join(' ')}\n${done.out}\n${done.error}`);
  return done;
}

async function logIn(login, more = {}) {
  const args = ['login', '--server', server.origin, '--ca', join(server.data, 'tls', 'root.crt'), '--user', login];
  return zhantu(args, { ZHANTU_PASSWORD: demoPassword, ...more });
}

before(async () => {
  server = await startServer({ demo: true, clock: demoNow });
  folder = mkdtempSync(join(tmpdir(), 'zhantu-cli-'));
  env = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), ZHANTU_LANG: 'zh' };
});

after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
});

test('mechanism check needs no server: flaws with line and remedy, what was understood, exit codes', async () => {
  const rules = (name) => new URL(`../rules/${name}.toml`, import.meta.url).pathname;
  const sound = await expectCode(ok, ['mechanism', 'check', rules('R-03')]);
  assert.match(sound.out, /文件可用/);
  assert.match(sound.out, /黄牌：落后计划进度10个百分点及以上、不超过30个百分点/);
  const flawed = await expectCode(refused, ['mechanism', 'check', rules('wrong/gap')], { ZHANTU_LANG: 'en' });
  assert.match(flawed.out, /line 21: the bands leave a gap: done_of_elapsed = 80/);
  const told = JSON.parse((await expectCode(refused, ['mechanism', 'check', '--json', rules('wrong/overlap')])).out);
  assert.equal(told.sound, false);
  assert.deepEqual([told.flaws.length, told.flaws[0].line, told.flaws[0].word], [1, 21, 'band_overlap']);
  const json = JSON.parse((await expectCode(ok, ['mechanism', 'check', '--json', rules('R-10')])).out);
  assert.equal(json.sound, true);
  assert.ok(json.summary.length > 5 && json.flaws.length === 0);
  await expectCode(file, ['mechanism', 'check', rules('nothing-there')]);
  await expectCode(usage, ['mechanism', 'check']);
});

test('help of every verb names its options; a wrong command line is a usage error', async () => {
  const { out } = await expectCode(ok, ['--help']);
  const verbs =
    'serve init demo login import export template determine publish calendar task candidate chart ' +
    'mechanism policy unit account';
  for (const verb of verbs.split(' ')) {
    assert.match(out, new RegExp(`^\\s+${verb}\\b`, 'm'));
    assert.match((await expectCode(ok, [verb, '--help'])).out, /--help/);
  }
  assert.match((await expectCode(ok, ['--help'], { ZHANTU_LANG: 'en' })).out, /Exit codes/);
  await expectCode(usage, []);
  await expectCode(usage, ['publish']);
  await expectCode(usage, ['chart', '--surprise']);
});

test('without a log-in nothing of the campaign is seen', async () => {
  const done = await expectCode(refused, ['chart', '--audience', 'internal', '--out', join(folder, 'x.pdf')], {
    ZHANTU_SERVER: server.origin,
    ZHANTU_CA: join(server.data, 'tls', 'root.crt'),
  });
  assert.match(done.error, /not_logged_in/);
  assert.ok(!existsSync(join(folder, 'x.pdf')));
});

test('a wrong password is refused; a right one leaves a token that only its owner can read', async () => {
  const wrong = await logIn('office1', { ZHANTU_PASSWORD: 'not the password' });
  assert.equal(wrong.code, refused);
  assert.match(wrong.error, /用户名或密码不正确/);
  const right = await logIn('office1');
  assert.equal(right.code, ok, right.error);
  const kept = join(folder, 'config', 'zhantu', 'login.json');
  assert.equal(statSync(kept).mode & 0o777, 0o600);
  assert.ok(!readFileSync(kept, 'utf8').includes(demoPassword));
});

test('the template comes down, goes up unchanged, and a changed cell is found', async () => {
  const plan = join(folder, 'plan.xlsx');
  await expectCode(ok, ['template', '--out', plan]);
  const same = JSON.parse((await expectCode(ok, ['import', plan, '--json'])).out);
  assert.deepEqual([same.created, same.updated, same.unchanged], [0, 0, 30]);
  assert.deepEqual(same.problems, []);
  writeFileSync(join(folder, 'broken.xlsx'), readFileSync(plan).subarray(0, 2000));
  const broken = await expectCode(refused, ['import', join(folder, 'broken.xlsx'), '--check']);
  assert.match(broken.error, /workbook_truncated/);
  await expectCode(file, ['import', join(folder, 'absent.xlsx')]);
});

test('a messy table: what is asked is answered on the command line, problems come back in the workbook', async () => {
  const fixture = (name) => join(projectRoot, 'tests/fixtures/workbooks', name);
  const asked = await expectCode(refused, ['import', fixture('columns_nobody_knows.xlsx'), '--dry-run']);
  assert.match(asked.error, /1\. 计划!I1 {2}不认识“包联干部”这一列/);
  const answers = ['--map', 'I=ignore,J=ignore,K=plan:4'];
  const answered = await expectCode(ok, ['import', fixture('columns_nobody_knows.xlsx'), '--dry-run', ...answers]);
  assert.match(answered.out, /K {3}4月计戈 -> 4月计划/);
  assert.match(answered.out, /新增 2 更新 0 不变 0/);
  const marked = join(folder, 'marked.xlsx');
  const broken = await expectCode(refused, ['import', fixture('numbers_as_text.xlsx'), '--annotate', marked]);
  assert.match(broken.error, /1\. 计划!H6 {2}不是数字.*\[约10\]/);
  assert.equal(readFileSync(marked).subarray(0, 2).toString(), 'PK');
  const declined = await expectCode(refused, ['import', fixture('plan.xls')]);
  assert.match(declined.error, /另存为.*\*\.xlsx/);
});

test('the plan goes out as a workbook and as text, and comes back unchanged', async () => {
  for (const name of ['out.xlsx', 'out.csv']) {
    const out = join(folder, name);
    await expectCode(ok, ['export', '--out', out, '--table', 'standard']);
    const same = JSON.parse((await expectCode(ok, ['import', out, '--json'])).out);
    assert.deepEqual([same.created, same.updated, same.unchanged], [0, 0, 30], name);
  }
});

test('verdict and publication say what stands in their way, in words and as JSON', async () => {
  const frozen = await expectCode(refused, ['determine', 'YX2026-04', '2026-09', 'met', '--quantity', '18']);
  assert.match(frozen.error, /2026年9月已经公示.*\[period_already_published\]/);
  const missing = await expectCode(refused, ['publish', '2026-10']);
  assert.match(missing.error, /\[verdicts_missing\]/);
  assert.match(missing.error, /YX2026-01 产业园二期标准厂房还没有认定/);
  const asJson = await expectCode(refused, ['publish', '2026-10', '--json']);
  assert.equal(JSON.parse(asJson.out).word, 'verdicts_missing');
  const early = await expectCode(refused, ['publish', '2026-12'], { ZHANTU_LANG: 'en' });
  assert.match(early.error, /Dec 2026 has not begun.*\[period_not_begun\]/);
  const unknown = await expectCode(refused, ['determine', 'YX2026-99', '2026-10', 'missed']);
  assert.match(unknown.error, /YX2026-99/);
});

test('a verdict names a cause and carries asked figures; what the rules do not know is refused', async () => {
  const verdict = ['determine', 'YX2026-04', '2026-10', 'missed', '--quantity', '15', '--reason', '停工'];
  const cause = await expectCode(refused, [...verdict, '--cause', 'typhoon', '--evidence', '通报', '--document', '3号']);
  assert.match(cause.error, /现行机制没有这一情形/);
  const asked = await expectCode(refused, [...verdict, '--asked', 'complaints=3']);
  assert.match(asked.error, /现行机制不要求填写这一项/);
  const other = await expectCode(refused, ['figures', 'YX2026-04', '2026-10', 'complaints=3']);
  assert.match(other.error, /\[not_permitted\]/);
  const form = await expectCode(usage, ['figures', 'YX2026-04', '2026-10', 'complaints']);
  assert.match(form.error, /指标=数/);
});

test('a verdict is given by number or id, and a month published when all are there', async () => {
  const done = await expectCode(ok, [
    ...['determine', 'YX2026-04', '2026-10', 'missed'],
    ...['--quantity', '15', '--reason', '设备未到', '--json'],
  ]);
  assert.equal(JSON.parse(done.out).determination.verdict, 'missed');
  for (let number = 1; number <= 30; ++number) {
    const name = `YX2026-${String(number).padStart(2, '0')}`;
    if (number === 4 || number === 19) continue; // given above; withdrawn in August
    await expectCode(ok, ['determine', name, '2026-10', 'no_target', '--reason', '本月停工']);
  }
  const published = JSON.parse((await expectCode(ok, ['publish', '2026-10', '--json'])).out);
  const red = published.cards.find((item) => item.project.number === 'YX2026-04');
  assert.equal(red.card.card, 'red');
  assert.match(red.card.why, /连续4个月未完成/);
});

test('D-2.4 the calendar is listed, a file checked and imported', async () => {
  const years = JSON.parse((await expectCode(ok, ['calendar', 'list', '--json'])).out);
  assert.equal(years.items.find((one) => one.year === 2026).working_days, 248);
  assert.match((await expectCode(ok, ['calendar', 'list'])).out, /2027.*尚未公布/);
  assert.match((await expectCode(ok, ['calendar', 'list', '2026'])).out, /2026-10-10.*补班.*国庆节/);
  const table = join(folder, '2027.csv');
  writeFileSync(table, '日期,类别,名称\n2027-01-01,放假,元旦\n2027-01-04,补班,元旦\n');
  const wrong = await expectCode(refused, ['calendar', 'check', table]);
  assert.match(wrong.error, /3.*周一至周五/);
  assert.match((await expectCode(refused, ['calendar', 'import', table])).error, /calendar_import_refused/);
  writeFileSync(table, '日期,类别,名称\n2027-01-01,放假,元旦\n');
  await expectCode(ok, ['calendar', 'check', table]);
  const done = JSON.parse((await expectCode(ok, ['calendar', 'import', table, '--source', '通知', '--json'])).out);
  assert.equal(done.years[0].origin, 'own');
});

test('D-2.1 D-2.8 tasks and candidates from the command line', async () => {
  const board = await expectCode(ok, ['task', 'list']);
  assert.match(board.out, /RW02.*未上图/);
  assert.match(board.out, /还没有落实到项目，请产业园区/);
  const added = await expectCode(ok, [
    ...['task', 'add', '汛期值守', '--owner', '生态环保', '--effect', '零伤亡', '--category', '底线任务', '--json'],
  ]);
  assert.equal(JSON.parse(added.out).number, 'RW06');
  await expectCode(usage, ['task', 'add', '无主任务', '--effect', 'x', '--owner', '没有的机构']);
  const one = ['candidate', 'add', '南屏茶厂', '--reasons', '茶农盼望', '--lead-unit', '南屏乡'];
  const made = await expectCode(ok, [...one, '--start', '2026-11-02', '--json']);
  const { number } = JSON.parse(made.out);
  assert.match((await expectCode(ok, ['candidate', 'list'])).out, new RegExp(`${number}.*proposed`));
  assert.match((await expectCode(ok, ['candidate', 'weigh', number, '8', '7', '9'])).out, /weighed.*79/);
  const barred = await expectCode(refused, ['candidate', 'choose', number, '--period', '2026-11']);
  assert.match(barred.error, /not_permitted/);
  assert.equal((await logIn('chief')).code, ok);
  const bare = await expectCode(refused, ['candidate', 'choose', number, '--period', '2026-11']);
  assert.match(bare.error, /缺作战指挥部.*云溪县/s);
  const kept = await expectCode(ok, ['candidate', 'keep', number, '--reason', '待补要件', '--json']);
  assert.equal(JSON.parse(kept.out).candidate.state, 'kept');
  const dry = await expectCode(ok, ['candidate', 'choose', 'HX01', '--period', '2026-12', '--dry-run']);
  assert.match(dry.out, /HX01.*2026年12月/);
  assert.match((await expectCode(ok, ['candidate', 'choose', 'HX01', '--period', '2026-12'])).out, /HX01/);
  await expectCode(refused, ['candidate', 'decline', 'HX01', '--reason', '晚了']);
  assert.equal((await logIn('office1')).code, ok);
});

test('charts are written whole, with their revision', async () => {
  const out = join(folder, 'chart.pdf');
  const told = JSON.parse((await expectCode(ok, ['chart', '--paper', 'a3', '--out', out, '--json'])).out);
  assert.equal(told.revision, '10');
  assert.equal(readFileSync(out).subarray(0, 5).toString(), '%PDF-');
  assert.equal(statSync(out).size, told.bytes);
  const past = await expectCode(refused, ['chart', '--as-of', '2024-01-01', '--out', out]);
  assert.match(past.error, /as_of_unknown/);
  await expectCode(file, ['chart', '--out', join(folder, 'no', 'such', 'folder.pdf')]);
});

test('mechanisms: list, show, try and adopt', async () => {
  assert.match((await expectCode(ok, ['mechanism', 'list'])).out, /command-posts 1 {2}现行 .*2026-01 \.\.\. 2026-12/);
  const { out } = await expectCode(ok, ['mechanism', 'show', '1']);
  assert.match(out, /name = "command-posts"/);
  const later = join(folder, 'later.toml');
  writeFileSync(
    later,
    out.replace('version = 1', 'version = 2').replace(/effective_from = .*/, 'effective_from = "2026-12-01"'),
  );
  const harsh = join(projectRoot, 'tests/stories/mechanisms/red-at-once.toml');
  const told = (await expectCode(ok, ['mechanism', 'simulate', harsh])).out;
  assert.match(told, /黄牌 -> 红牌 {2}\d+月.*未完成：红牌，依.*补充规定一.*第2版/);
  assert.match(told, /^项目 {2}改变的牌 \d+ \/ \d+/m);
  assert.match(told, /^作战指挥部 {2}改变的牌 0 \/ \d+/m);
  const simulated = JSON.parse((await expectCode(ok, ['mechanism', 'simulate', harsh, '--json'])).out);
  assert.ok(simulated.projects.changed_cells > 0 && simulated.units.rows.length > 0);
  const adopt = ['mechanism', 'adopt', later, '--remark', '会议纪要第9号'];
  assert.match((await expectCode(refused, adopt)).error, /not_permitted/);
  assert.equal((await logIn('chief')).code, ok);
  assert.match((await expectCode(ok, [...adopt, '--dry-run'])).out, /尚未保存/);
  assert.equal(JSON.parse((await expectCode(ok, ['mechanism', 'list', '--json'])).out).items.length, 1);
  assert.match((await expectCode(ok, adopt)).out, /已启用：command-posts 2 {2}待生效/);
  assert.match((await expectCode(refused, adopt)).error, /mechanism_version_not_higher/);
  await expectCode(file, ['mechanism', 'adopt', join(folder, 'absent.toml'), '--remark', 'x']);
  await expectCode(usage, ['mechanism']);
});

test('what the post may not do is refused on the command line too', async () => {
  assert.equal((await logIn('clerk-K01')).code, ok);
  assert.match((await expectCode(refused, ['publish', '2026-11'])).error, /not_permitted/);
});

test('no server, no trust: each has its sentence and its code', async () => {
  const nobody = await expectCode(unreachable, ['publish', '2026-11', '--server', 'https://127.0.0.1:9']);
  assert.match(nobody.error, /cannot_connect/);
  const english = await expectCode(unreachable, ['publish', '2026-11', '--server', 'https://127.0.0.1:9'], {
    ZHANTU_LANG: 'en',
  });
  assert.match(english.error, /cannot connect to/);
  const authorities = '/etc/ssl/certs/ca-certificates.crt';
  const untrusted = await zhantu(['publish', '2026-11', '--server', server.origin, '--ca', authorities]);
  assert.equal(untrusted.code, unreachable);
  assert.match(untrusted.error, /certificate_not_trusted/);
});

test('files: a folder in use, an empty one, and names that are taken', async () => {
  const busy = await expectCode(file, ['serve', '--data', server.data, '--port', '0']);
  assert.match(busy.error, /正被另一个 zhantu 使用/);
  assert.match((await expectCode(file, ['serve', '--data', join(folder, 'nothing')])).error, /没有数据库/);
  assert.ok(!existsSync(join(folder, 'nothing')));
  const data = join(folder, 'county');
  const init = (code, name, password) =>
    zhantu(['init', '--data', data, '--code', code, '--name', name, '--login', 'it'], { ZHANTU_PASSWORD: password });
  assert.match((await init('379982', '甲县', 'short')).error, /password_too_short/);
  assert.equal((await init('379982', '甲县', 'long enough 1')).code, ok);
  assert.match((await init('379983', '乙县', 'long enough 1')).error, /login_taken/);
  assert.match((await init('379982', '甲县', 'long enough 1')).error, /tenant_exists/);
  await expectCode(file, ['init', '--data', data, '--setup', join(folder, 'absent.toml')], {
    ZHANTU_PASSWORD: 'long enough 1',
  });
});

test('D-1.1 D-1.2 units, people and log-ins by one form of verb', async () => {
  const config = { XDG_CONFIG_HOME: join(folder, 'config-admin') };
  assert.equal((await logIn('admin', config)).code, ok);
  const run = async (args) => (await expectCode(ok, [...args, '--json'], config)).out;
  const units = JSON.parse(await run(['unit', 'list']));
  const root = units.find((unit) => unit.parent === null);
  const unit = JSON.parse(await run(['unit', 'add', 'name=县数据局', 'kind=department', `parent=${root.id}`]));
  const moved = JSON.parse(await run(['unit', 'edit', unit.id, 'short_name=数据局', 'sequence:=7']));
  assert.deepEqual([moved.short_name, moved.sequence], ['数据局', 7]);
  const person = JSON.parse(await run(['person', 'add', 'name=舒展', `unit=${unit.id}`, 'title=局长']));
  assert.equal(person.tenures[0].title, '局长');
  const account = JSON.parse(await run(['account', 'add', `person=${person.id}`, 'login=shu.zhan']));
  const given = JSON.parse(await run(['account', 'password', account.id]));
  assert.match(given.password, /^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/);
  const ended = JSON.parse(await run(['tenure', 'end', person.tenures[0].id, '--on', '2026-12-31']));
  assert.equal(ended.ends_on, '2026-12-31');
  assert.equal(JSON.parse(await run(['account', 'end', account.id])).active, false);
  const listed = await expectCode(ok, ['person', 'list', '--q', '数据局'], config);
  assert.match(listed.out, /舒展/);
  await expectCode(refused, ['unit', 'edit', root.id, 'kind='], config);
  const late = ['unit', 'edit', unit.id, 'short_name=县数据', '--version', unit.version];
  assert.match((await expectCode(refused, late, config)).error, /没有保存.*edit_conflict/);
  const journal = ['journal', 'list', '--kind', 'unit', '--record', `unit/${unit.id}`];
  const auditor = { XDG_CONFIG_HOME: join(folder, 'config-auditor') };
  assert.equal((await logIn('auditor', auditor)).code, ok);
  const [last, first] = JSON.parse((await expectCode(ok, [...journal, '--json'], auditor)).out);
  assert.deepEqual([first.verb, first.records[0].new, last.verb], ['add_unit', true, 'edit_unit']);
  assert.match((await expectCode(ok, [...journal, '--limit', '1'], auditor)).out, /short_name: 县数据局 -> 数据局/);
  await expectCode(refused, journal, config);
  await expectCode(usage, ['unit', 'edit', root.id], config);
  await expectCode(usage, ['unit', 'paint', root.id], config);
  await expectCode(usage, ['unit', 'add', 'sequence:={'], config);
});
