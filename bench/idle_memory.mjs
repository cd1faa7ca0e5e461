#!/usr/bin/env node
// Memory of an idle server on the demo county, after its first pages. Baseline: the same before any request.
import { readFileSync } from 'node:fs';
import { Client } from '../tests/harness/client.mjs';
import { startServer } from '../tests/harness/server.mjs';
import { Bench } from './bench.mjs';

const holdMb = 60;
const settleMs = 5000;
const fontsGoMs = 25_000; // drawing threads end after 20 s without work

const megabytes = (pid, field) =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const settle = (ms = settleMs) => new Promise((resolve) => setTimeout(resolve, ms));

const bench = new Bench('idle memory: resident size on the demo county');
const server = await startServer({ demo: true });
await settle();
const fresh = megabytes(server.pid, 'VmRSS');
const client = new Client(server, { check: false });
for (const path of ['/', '/health/ready', '/api/v1/campaigns']) await client.get(path);
await settle();
const idle = megabytes(server.pid, 'VmRSS');
const [{ id }] = (await client.read('/api/v1/campaigns')).items;
await client.get(`/api/v1/campaigns/${id}/charts/progress?surface=svg`);
await client.get(`/api/v1/campaigns/${id}/charts/progress?surface=pdf&medium=paper`);
await settle();
const drawn = megabytes(server.pid, 'VmRSS');
await settle(fontsGoMs);
const again = megabytes(server.pid, 'VmRSS');
bench.note(
  `before any request ${fresh.toFixed(1)} MB; after a wall and an A1 chart ${drawn.toFixed(1)} MB; ` +
    `peak ${megabytes(server.pid, 'VmHWM').toFixed(1)} MB`,
);
bench.note(`ratio idle to fresh: ${(idle / fresh).toFixed(2)}, drawn to fresh: ${(drawn / fresh).toFixed(2)}`);
client.close();
await server.stop();
bench.hold('idle', idle, holdMb, 'MB');
bench.hold('idle again after drawing', again, holdMb, 'MB');
bench.finish();
