#!/usr/bin/env node
// One publication and 1,000 wall screens, with TLS and without: from the POST until each screen has the new
// drawing, compressed as browsers ask for it. The screens are one small program (walls.cpp), so that they take
// little of the machine.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { idempotencyKey } from '../tests/harness/client.mjs';
import { demoNow, projectRoot, startServer } from '../tests/harness/server.mjs';
import { County } from '../tests/stories/county.mjs';
import { Bench, quantile } from './bench.mjs';
import { base, clientOf, period, prepareMonth } from './month.mjs';

const screens = Number(process.env.ZHANTU_BENCH_SCREENS ?? 1000);
const holdMs = 1000;
const binary = process.env.ZHANTU_WALLS ?? join(projectRoot, 'build/release/zhantu_walls');
const county = new County(join(projectRoot, 'demo/county.toml'));
const bench = new Bench(`walls: ${screens} screens, from the publication to the new drawing`);

const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};
const now = () => performance.timeOrigin + performance.now();
const ms = (value) => value.toFixed(0);

// Starts the screens and waits until all of them listen; `result` comes when the last one has the drawing.
async function startWalls(server, tls, campaign) {
  const drawing = `${campaign}/charts/progress?medium=wall&surface=svg`;
  const args = [server.port, screens, tls ? 1 : 0, `${campaign}/events`, drawing].map(String);
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  let ready;
  const isReady = new Promise((resolve) => (ready = resolve));
  child.stdout.on('data', (data) => {
    out += data;
    if (out.includes('\n')) ready();
  });
  const result = new Promise((resolve, reject) =>
    child.on('close', (code) =>
      code ? reject(new Error(`the screens ended with ${code}`)) : resolve(JSON.parse(out.split('\n')[1])),
    ),
  );
  await Promise.race([isReady, result]);
  return { result };
}

async function measure(tls) {
  const server = await startServer({ demo: true, clock: demoNow });
  const office = await clientOf(server, county, 'officer@supervision_office');
  const campaign = await prepareMonth(server, county, office);
  const { token } = (await office.write('POST', `${base}/tokens`, { name: 'bench', days: 2 })).json;
  if (!tls) {
    await server.halt();
    const clock = ['--test-clock', server.clock.path];
    await server.start(['serve', '--data', server.data, '--port', '0', '--plain-http', ...clock], {});
  }
  const { result } = await startWalls(server, tls, campaign);
  const used = cpuSeconds(server.pid);
  const posted = now();
  const path = `${campaign}/periods/${period}/publication`;
  const key = idempotencyKey();
  const authorization = `Bearer ${token}`;
  const headers = { authorization, 'idempotency-key': key, 'content-type': 'application/json' };
  const answer = tls
    ? await office.request('POST', path, { json: {}, key })
    : await fetch(server.origin + path, { method: 'POST', body: '{}', headers });
  if (answer.status !== 201) throw new Error(`the publication was answered with ${answer.status}`);
  const answered = now() - posted;
  const { heard, seen, bytes, cpu } = await result;
  const served = cpuSeconds(server.pid) - used;
  await server.stop();
  const since = (instants) => instants.map((instant) => instant - posted);
  const name = tls ? 'TLS' : 'plain http';
  bench.note(
    `${name}: answer to the publication ${ms(answered)} ms; event heard p50 ${ms(quantile(since(heard), 0.5))}, ` +
      `p99 ${ms(quantile(since(heard), 0.99))} ms; drawing of ${(bytes / 1000).toFixed(0)} kB received ` +
      `p50 ${ms(quantile(since(seen), 0.5))}, p99 ${ms(quantile(since(seen), 0.99))} ms; ` +
      `processor: server ${served.toFixed(2)} s, screens ${cpu.toFixed(2)} s`,
  );
  bench.hold(`${name}: p99`, quantile(since(seen), 0.99), holdMs, 'ms');
}

await measure(true);
await measure(false);
bench.finish();
