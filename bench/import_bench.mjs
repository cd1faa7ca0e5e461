#!/usr/bin/env node
// A plan of 50,000 rows through the API: from the first byte sent to the answer after the commit, progress watched.
// Baseline: the same rows checked only (read, understood and compared, nothing written).
import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { Client, describe, idempotencyKey } from '../tests/harness/client.mjs';
import { demoNow, startServer } from '../tests/harness/server.mjs';
import { Bench } from './bench.mjs';

const rows = Number(process.env.ZHANTU_IMPORT_ROWS ?? 50_000);
const holdSeconds = 10;
const base = '/api/v1';

// A zip with one part after the other; node has no writer of its own.
function zip(parts) {
  const files = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const bytes = Buffer.from(text);
    const packed = deflateRawSync(bytes, { level: 6 });
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x800, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(0x5a21_0000 >>> 0, 6);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail, Buffer.from(name));
    files.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  const count = Object.keys(parts).length;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, list, Buffer.from('PK\x05\x06'), end]);
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const head =
  '项目编号 项目名称 类别 作战指挥部 主责单位 配合单位 总投资（万元） 开工时间 年度目标 年度目标量 计量单位 1月计划 1月累计量'.split(
    ' ',
  );

function workbook(count) {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const pack = 'http://schemas.openxmlformats.org/package/2006';
  const strings = [];
  const known = new Map();
  const text = (value) => {
    if (!known.has(value)) known.set(value, strings.push(`<si><t>${value}</t></si>`) - 1);
    return known.get(value);
  };
  const line = (number, values) =>
    `<row r="${number}">${values
      .map((value, i) =>
        typeof value === 'number'
          ? `<c r="${letters[i]}${number}"><v>${value}</v></c>`
          : `<c r="${letters[i]}${number}" t="s"><v>${text(value)}</v></c>`,
      )
      .join('')}</row>`;
  const lines = [line(1, head)];
  for (let i = 1; i <= count; ++i) {
    lines.push(
      line(i + 1, [
        ...[`G-${i}`, `第${i}号项目`, '基础设施', '交通建设', '县交通局', '石桥镇、城投集团', 1000 + (i % 900)],
        ...['2026年3月', '完成主体工程', 100, '公里', '完成路基', i % 100],
      ]),
    );
  }
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const relation = (id, kind, target) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const relations = (...list) => `<Relationships xmlns="${pack}/relationships">${list.join('')}</Relationships>`;
  return zip({
    '[Content_Types].xml':
      `<Types xmlns="${pack}/content-types">` +
      `<Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': relations(relation('a', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml':
      `<workbook xmlns="${main}" xmlns:r="${office}">` +
      `<sheets><sheet name="计划" sheetId="1" r:id="a"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation('a', 'worksheet', 's.xml'),
      relation('b', 'sharedStrings', 't.xml'),
    ),
    'xl/s.xml': `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
    'xl/t.xml': `<sst xmlns="${main}">${strings.join('')}</sst>`,
  });
}

const memoryMb = (pid, name) =>
  Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024;

const bench = new Bench(`import: a plan of ${rows} rows through the API, with progress`);
const bytes = workbook(rows);
const server = await startServer({ demo: true, clock: demoNow });
const office = await new Client(server, { check: false }).logIn('office1');
const watcher = await new Client(server, { check: false }).logIn('office1');
const campaign = `${base}/campaigns/${(await office.read(`${base}/campaigns`)).items[0].id}`;
bench.note(`file of ${(bytes.length / 1e6).toFixed(1)} MB, ${head.length} columns`);

async function send(mode, expected) {
  const key = idempotencyKey();
  const seen = new Set();
  const started = performance.now();
  let done = false;
  const watch = (async () => {
    while (!done) {
      const job = await watcher.get(`${base}/jobs/${key}`);
      if (job.status === 200) seen.add(job.json.percent);
      await new Promise((next) => setTimeout(next, 200));
    }
  })();
  const answer = await office.request('POST', `${campaign}/plan-imports?mode=${mode}`, {
    bytes,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    key,
  });
  const seconds = (performance.now() - started) / 1000;
  done = true;
  await watch;
  if (answer.status !== 200) throw new Error(describe(answer));
  const got = [answer.json.created, answer.json.unchanged, answer.json.problems.length];
  if (String(got) !== String(expected))
    throw new Error(`expected ${expected}, got ${got}: ${answer.text.slice(0, 800)}`);
  return { seconds, steps: seen.size };
}

// How long the reports of somebody else wait meanwhile; the longest of them.
async function longestWait(meanwhile) {
  const clerk = await new Client(server, { check: false }).logIn('clerk-K01');
  const { items } = await clerk.read(`${campaign}/periods/2026-10`);
  const { project, cell } = items.find((one) => one.acts.includes('report_actual'));
  const path = `${base}/projects/${project.id}/periods/2026-10/report`;
  let longest = 0;
  let done = false;
  const reports = (async () => {
    for (let nth = 1; !done; ++nth) {
      const started = performance.now();
      const json = { text: `第${nth}次`, quantity: cell.plan.quantity };
      const answer = await clerk.request('PUT', path, { json, key: idempotencyKey() });
      if (answer.status !== 200) throw new Error(describe(answer));
      longest = Math.max(longest, performance.now() - started);
      await new Promise((next) => setTimeout(next, 20));
    }
  })();
  const result = await meanwhile();
  done = true;
  await reports;
  clerk.close();
  return { result, longest };
}

const checked = await send('check', [rows, 0, 0]);
const before = memoryMb(server.pid, 'VmRSS');
const { result: taken, longest } = await longestWait(() => send('apply', [rows, 0, 0]));
const again = await send('apply', [0, rows, 0]);
bench.note(`checked only: ${checked.seconds.toFixed(2)} s; the same file again: ${again.seconds.toFixed(2)} s`);
bench.note(`a report of somebody else waited ${longest.toFixed(0)} ms at most`);
bench.note(`progress was seen at ${taken.steps} different percentages`);
bench.note(
  `memory of the server: ${before.toFixed(0)} MB before, ${memoryMb(server.pid, 'VmHWM').toFixed(0)} MB at its peak`,
);
office.close();
watcher.close();
await server.stop();
bench.hold(`${rows} rows taken over`, taken.seconds, holdSeconds, 's');
bench.finish();
