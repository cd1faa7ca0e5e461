#!/usr/bin/env node
// One publication, and 100 wall screens that hear of it and fetch the wall: from the POST to each screen's drawing.
// Baseline: the same screens fetching the same drawing at once while nothing changes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, describe, idempotencyKey } from '../tests/harness/client.mjs';
import { demoNow, projectRoot, startServer } from '../tests/harness/server.mjs';
import { County } from '../tests/stories/county.mjs';
import { Bench, quantile } from './bench.mjs';
import { clientOf, period, prepareMonth } from './month.mjs';

const screens = 100;
const holdMs = 1000;

const county = new County(join(projectRoot, 'demo/county.toml'));
const bench = new Bench(`publish: ${screens} wall screens, from the publication to the new drawing`);
const server = await startServer({ demo: true, clock: demoNow });

const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

async function fetchWall(client, path) {
  const answer = await client.get(path);
  if (answer.status !== 200) throw new Error(describe(answer));
  return Number(answer.headers['x-chart-revision']);
}

const office = await clientOf(server, county, 'officer@supervision_office');
const campaign = await prepareMonth(server, county, office);
const drawing = `${campaign}/charts/progress?medium=wall&surface=svg`;

const walls = await Promise.all(
  Array.from({ length: screens }, async () => {
    const client = new Client(server, { check: false });
    const revision = await fetchWall(client, drawing);
    return { client, revision, stream: await client.events(`${campaign}/events`) };
  }),
);

const started = performance.now();
const unchanged = await Promise.all(
  walls.map(async ({ client }) => {
    await fetchWall(client, drawing);
    return performance.now() - started;
  }),
);

const own = process.cpuUsage();
const theirs = cpuSeconds(server.pid);
const posted = performance.now();
const arrivals = walls.map(async ({ client, revision, stream }) => {
  await stream.next((event) => event.event === 'published', 60);
  const heard = performance.now() - posted;
  const now = await fetchWall(client, drawing);
  if (now <= revision) throw new Error(`a screen was given revision ${now} after ${revision}`);
  return { heard, seen: performance.now() - posted };
});
const publication = await office.request('POST', `${campaign}/periods/${period}/publication`, {
  json: {},
  key: idempotencyKey(),
});
if (publication.status !== 201) throw new Error(describe(publication));
const answered = performance.now() - posted;
const times = await Promise.all(arrivals);
const load = process.cpuUsage(own);
const served = cpuSeconds(server.pid) - theirs;

const seen = times.map((time) => time.seen);
const heard = times.map((time) => time.heard);
const ms = (value) => value.toFixed(0);
bench.note(
  `answer to the publication ${ms(answered)} ms; ` +
    `event heard p50 ${ms(quantile(heard, 0.5))} ms, p99 ${ms(quantile(heard, 0.99))} ms`,
);
bench.note(`drawing received p50 ${ms(quantile(seen, 0.5))} ms, p99 ${ms(quantile(seen, 0.99))} ms`);
bench.note(
  `baseline, ${screens} unchanged drawings at once: p99 ${ms(quantile(unchanged, 0.99))} ms; ` +
    `ratio ${(quantile(seen, 0.99) / quantile(unchanged, 0.99)).toFixed(2)}`,
);
bench.note(
  `processor time meanwhile: server ${served.toFixed(2)} s, ` +
    `load generator ${((load.user + load.system) / 1e6).toFixed(2)} s`,
);
for (const wall of walls) {
  wall.stream.close();
  wall.client.close();
}
await server.stop();
bench.hold('p50', quantile(seen, 0.5), holdMs, 'ms');
bench.hold('p99', quantile(seen, 0.99), holdMs, 'ms');
bench.finish();
