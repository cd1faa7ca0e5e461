// The story language itself: what it reads, what it refuses to read, whom it finds, and that its checks can fail.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { County } from './county.mjs';
import { parseNothing } from './nothing.mjs';
import { parseLine, parseStory, tokens } from './parse.mjs';
import { instantOf, Mismatch, Play, textOfSvg } from './play.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

test('words and texts', () => {
  assert.deepEqual(tokens('as a  report P03 "一 二 \\"三\\"" -> ok'), [
    'as',
    'a',
    'report',
    'P03',
    { text: '一 二 "三"' },
    '->',
    'ok',
  ]);
  assert.throws(() => tokens('report "open'), /cannot read/);
});

test('acts with their expectations', () => {
  assert.deepEqual(parseLine('as clerk@lead(P03)  report P03 2026-01 12.5 "主体封顶"  -> ok'), {
    kind: 'act',
    who: 'clerk@lead(P03)',
    act: 'report',
    project: 'P03',
    period: '2026-01',
    quantity: '12.5',
    text: '主体封顶',
    expected: { ok: true, changes: undefined },
  });
  assert.equal(parseLine('as office1 determine P03 2026-01 no_target -> ok').quantity, null);
  assert.deepEqual(parseLine('as office1 publish 2026-01 -> refused verdicts_missing items P03 P05').expected, {
    refused: 'verdicts_missing',
    items: ['P03', 'P05'],
  });
  assert.equal(parseLine('as office1 publish 2026-01 -> refused verdicts_missing items 28').expected.items, 28);
  assert.deepEqual(
    parseLine(
      'as office1 correct P03 2026-02 met 20 "复核" -> ok changes 2026-02 yellow->blue, 2026-03 red->yellow',
    ).expected.changes,
    [
      { period: '2026-02', before: 'yellow', after: 'blue' },
      { period: '2026-03', before: 'red', after: 'yellow' },
    ],
  );
});

test('mechanism files with another version and day put in', () => {
  const step = parseLine('as chief adopt a.toml version 2 from 2026-03-01 "会议" -> ok judges 2026-03 2026-12');
  assert.deepEqual([step.file, step.version, step.from, step.remark], ['a.toml', 2, '2026-03-01', '会议']);
  assert.deepEqual(step.expected.judges, ['2026-03', '2026-12']);
  assert.throws(() => parseLine('as chief adopt a.txt -> ok'), /a mechanism file/);
  assert.throws(() => parseLine('as chief adopt a.toml from soon -> ok'), /a day/);
  assert.equal(parseLine('judged 2026-03 -> 2').version, 2);
});

test('checks and bulk acts', () => {
  assert.deepEqual(parseLine('published 2026-03 blue 26 yellow 1 red 3').counts, { blue: 26, yellow: 1, red: 3 });
  assert.deepEqual(parseLine('card P03 2026-03 -> red "连续" run 2'), {
    kind: 'card',
    project: 'P03',
    period: '2026-03',
    card: 'red',
    why: '连续',
    run: 2,
  });
  assert.deepEqual(parseLine('everyone reports 2026-01 as planned except P03 P05').except, ['P03', 'P05']);
  assert.deepEqual(parseLine('missing 2026-01 -> P03').missing, ['P03']);
  assert.equal(parseLine('missing 2026-01 -> 0').missing, 0);
  assert.equal(parseLine('chart as_of 2026-05-31 open svg lacks "裴川"').how, 'lacks');
});

test('what it cannot read it names', () => {
  for (const [line, message] of [
    ['as office1 publish 2026-01', /ends with/],
    ['as office1 publish January -> ok', /wanted a period/],
    ['as office1 blame P03 -> ok', /wanted an act/],
    ['as office1 determine P03 2026-01 failed -> ok', /wanted a verdict/],
    ['as office1 correct P03 2026-02 met -> ok changes 2026-02 pink->blue', /no such card/],
    ['published 2026-03', /counts/],
    ['published 2026-03 blue 3 -> ok', /takes no/],
    ['card P03 2026-03 red', /needs/],
    ['card P03 2026-03 -> red "a" b', /nothing more/],
    ['posts confirm 2026-01 except', /projects after except/],
    ['sing', /unknown act/],
  ])
    assert.throws(() => parseLine(line), message, line);
  assert.throws(() => parseStory('story "a"\nsetup b.toml\n\nsing # loudly'), /line 4: unknown act 'sing': sing/);
  assert.throws(() => parseStory('setup b.toml'), /first line/);
});

test('comments go, marks inside texts stay', () => {
  const steps = parseStory('# all\nstory "a # b" # c\nsetup b.toml\n');
  assert.equal(steps[0].title, 'a # b');
  assert.equal(steps[0].line, 2);
});

test('every story in this folder can be read', () => {
  const stories = readdirSync(here).filter((name) => name.endsWith('.story'));
  assert.ok(stories.length > 0);
  for (const name of stories) {
    const text = readFileSync(join(here, name), 'utf8');
    const parse = /^setup nothing/m.test(text) ? parseNothing : parseStory;
    assert.ok(parse(text).length > 10, name);
  }
});

const folder = mkdtempSync(join(tmpdir(), 'zhantu-story-'));
after(() => rmSync(folder, { recursive: true }));
const setup = join(folder, 'county.toml');
writeFileSync(
  setup,
  `
[tenant]
utc_offset_minutes = 480
[campaign]
title = "c"
[[unit]]
key = "T01"
name = "石桥镇"
[[unit]]
key = "D06"
name = "县发改局"
[[tenure]]
person = "N14"
unit = "D06"
[[tenure]]
person = "N71"
unit = "D06"
[[tenure]]
person = "N04"
unit = "T01"
[[account]]
login = "office2"
person = "N14"
role = ""
[[account]]
login = "clerk"
person = "N71"
role = ""
[[account]]
login = "post1"
person = "N04"
role = ""
[[account]]
login = "admin"
person = "N58"
role = "system_administrator"
[[organ]]
key = "S0"
kind = "supervision_office"
member = [{ tenure = "N99/T01", role = "director" }, { tenure = "N14/D06", role = "member" }]
[[organ]]
key = "P1"
kind = "command_post"
member = [{ tenure = "N04/T01", role = "commander" }]
[[project]]
key = "P01"
number = "A-1"
name = "a"
lead_unit = "D06"
partner_units = [{ unit = "T01" }]
command_post = "P1"
admitted = "2026-02"
withdrawn = "2026-05"
plan = [{ period = "2026-02", text = "t", quantity = "3" }]
`,
);

test('people are found by role and place', () => {
  const county = new County(setup);
  assert.deepEqual(county.who('officer@supervision_office'), { login: 'office2', unit: '县发改局' });
  assert.deepEqual(county.who('commander@post(P01)'), { login: 'post1', unit: '石桥镇' });
  assert.equal(county.who('clerk@lead(P01)').login, 'clerk');
  assert.equal(county.who('clerk@partner(P01)').login, 'post1');
  assert.equal(county.who('administrator@system').login, 'admin');
  assert.equal(county.who('office2').login, 'office2');
  assert.equal(county.who('nobody').login, null);
  assert.throws(() => county.who('director@supervision_office'), /nobody with a log-in/);
  assert.throws(() => county.who('stranger'), /logs in as/);
  const project = county.projectOf('P01');
  assert.deepEqual(
    ['2026-01', '2026-02', '2026-04', '2026-05'].map((period) => county.onWall(project, period)),
    [false, true, true, false],
  );
});

test('days become instants, drawings become text', () => {
  assert.equal(instantOf('2026-01-28', '12:00', 480), '2026-01-28T04:00:00Z');
  assert.equal(instantOf('2026-01-01', '00:30', 480), '2025-12-31T16:30:00Z');
  assert.equal(
    textOfSvg('<svg><style>a{b}</style><text x="1">云溪</text>\n<text>县 &amp; 镇</text></svg>'),
    '云溪县&镇',
  );
});

// A server in a few lines: enough to show that each check of the runner can fail.
class FakeServer {
  constructor(change = {}) {
    this.entries = 1;
    this.change = change;
    this.name = 'a';
  }

  cell() {
    return {
      period: '2026-02',
      on_wall: true,
      report: { text: 't', quantity: '3' },
      confirmation: null,
      determination: null,
      card: { card: 'yellow', why: '未完成', missed_run: 1 },
    };
  }

  async get(path) {
    if (path.endsWith('/journal/head')) return { entries: this.entries, last_hash: `h${this.entries}` };
    if (path.endsWith('/publication')) return { cards: [{ card: { card: 'yellow' } }] };
    if (path.includes('/periods/')) {
      return {
        state: 'reported',
        missing: [{ number: 'A-1' }],
        items: [{ project: { number: 'A-1' }, cell: this.cell(), proposal: { verdict: null, why: '计划是文字' } }],
      };
    }
    if (path.includes('/projects/')) return { name: this.name, cells: [this.cell()] };
    return { periods: [{ period: '2026-02', blue: 0, yellow: 1, red: 0 }] };
  }

  async write() {
    if (this.change.refuse) {
      if (this.change.journals) this.entries += 1;
      if (this.change.moves) this.name += '!';
      const json = {
        word: 'not_confirmed',
        detail: 'd',
        status: 409,
        items: [{ where: 'project 7', word: 'w', detail: '' }],
      };
      return { status: 409, json, text: '', method: 'PUT', path: '/' };
    }
    if (!this.change.silent) this.entries += 1;
    return {
      status: 200,
      json: {
        report: { text: 't', quantity: '3.0' },
        determination: { verdict: 'met' },
        verdict_after: 'met',
        changes: [{ period: '2026-02', before: 'yellow', after: 'blue' }],
      },
    };
  }
}

async function playing(change, line) {
  const fake = new FakeServer(change);
  const play = new Play(new County(setup), {});
  const client = {
    read: (path) => fake.get(path),
    get: async (path) => ({ text: JSON.stringify(await fake.get(path)), headers: {} }),
    write: () => fake.write(),
    close() {},
  };
  play.viewer = client;
  play.campaign = '/api/v1/campaigns/1';
  play.ids = new Map([['A-1', '7']]);
  play.mark = { entries: 1, text: '1 h1' };
  for (const key of ['office2/县发改局', 'office2/null', 'clerk/县发改局']) play.people.set(key, client);
  return play.perform(parseLine(line));
}

test('a deed that is done passes; one that is not, or leaves no entry, fails', async () => {
  const line = 'as clerk@lead(P01) report P01 2026-02 3 "t" -> ok';
  await playing({}, line);
  await assert.rejects(playing({ silent: true }, line), /an entry in the journal/);
  await assert.rejects(playing({ refuse: true }, line), Mismatch);
  await assert.rejects(playing({}, 'as office2 report P01 2026-02 4 "t" -> ok'), /the quantity 4/);
  await assert.rejects(playing({}, 'as office2 determine P01 2026-02 missed -> ok'), /the verdict missed/);
});

test('a refusal must have the word and must move nothing', async () => {
  const line = 'as office2 determine P01 2026-02 met -> refused not_confirmed items P01';
  await playing({ refuse: true }, line);
  await assert.rejects(playing({}, line), /got {6}ok/);
  await assert.rejects(playing({ refuse: true, journals: true }, line), /the journal at 1/);
  await assert.rejects(playing({ refuse: true, moves: true }, line), /unchanged record/);
  await assert.rejects(playing({ refuse: true }, line.replace('not_confirmed', 'not_found')), /not_confirmed/);
  await assert.rejects(playing({ refuse: true }, line.replace('items P01', 'items 2')), /2 items/);
});

test('corrections must name all changes; a dry run must leave no trace', async () => {
  const tail = 'P01 2026-02 met 3 "复核" -> ok changes 2026-02 yellow->blue';
  await playing({}, `as office2 correct ${tail}`);
  await assert.rejects(playing({}, `as office2 correct ${tail}, 2026-03 red->yellow`), /the changes/);
  await playing({ silent: true }, `as office2 foresee ${tail}`);
  await assert.rejects(playing({}, `as office2 foresee ${tail}`), /no entry/);
});

test('checks of the state pass and fail', async () => {
  for (const [good, bad] of [
    ['published 2026-02 yellow 1', 'published 2026-02 blue 1 yellow 1'],
    ['card P01 2026-02 -> yellow "未完成" run 1', 'card P01 2026-02 -> red'],
    ['card P01 2026-02 -> yellow', 'card P01 2026-02 -> yellow run 2'],
    ['card P01 2026-02 -> yellow', 'card P01 2026-02 -> yellow "连续"'],
    ['proposal P01 2026-02 -> open', 'proposal P01 2026-02 -> met'],
    ['state 2026-02 -> reported', 'state 2026-02 -> published'],
    ['missing 2026-02 -> P01', 'missing 2026-02 -> 0'],
    ['journal unmoved', 'journal moved'],
  ]) {
    await playing({}, good);
    await assert.rejects(playing({}, bad), Mismatch, bad);
  }
});
