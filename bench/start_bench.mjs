#!/usr/bin/env node
// From the start of the process to the first page, on the demo county. Baseline: a page of the running server.
import { Client, describe } from '../tests/harness/client.mjs';
import { startServer } from '../tests/harness/server.mjs';
import { Bench, quantile } from './bench.mjs';

const runs = 7;
const holdMs = 1000;

async function firstPage(server) {
  const client = new Client(server, { check: false });
  const page = await client.get('/');
  const ms = performance.now() - server.startedAt;
  if (page.status !== 200) throw new Error(describe(page));
  const again = performance.now();
  await client.get('/');
  const warm = performance.now() - again;
  client.close();
  return { ms, warm };
}

const bench = new Bench('start: process start to first page');
const server = await startServer({ demo: true });
const times = [await firstPage(server)];
while (times.length < runs) {
  await server.restart();
  times.push(await firstPage(server));
}
await server.stop();
const starts = times.map((time) => time.ms);
const warm = quantile(
  times.map((time) => time.warm),
  0.5,
);
bench.note(
  `${runs} starts: ${starts.map((ms) => ms.toFixed(0)).join(' ')} ms; ` +
    `a page of the running server: ${warm.toFixed(1)} ms`,
);
bench.note(`ratio start to warm page: ${(quantile(starts, 0.5) / warm).toFixed(0)}`);
bench.hold('median', quantile(starts, 0.5), holdMs, 'ms');
bench.hold('slowest', Math.max(...starts), holdMs, 'ms');
bench.finish();
