#!/usr/bin/env node
// The board of 30 projects as JSON over plain HTTP, with a token, while every tenth request is a report on one of its
// projects (or, second, on those of another county). Baseline: nginx serving the same bytes from a file, same run, same
// load generator, same connections. Readers must always find what was acknowledged before they asked.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client, describe } from '../tests/harness/client.mjs';
import { demoNow, demoPassword, projectRoot, runCommand, startServer } from '../tests/harness/server.mjs';
import { County } from '../tests/stories/county.mjs';
import { Bench } from './bench.mjs';

const connections = 64;
const seconds = Number(process.env.ZHANTU_BENCH_SECONDS ?? 4);
const rounds = Number(process.env.ZHANTU_BENCH_ROUNDS ?? 3);
const halfRounds = 3 * rounds;
const halfSeconds = seconds / 2;
const writeShare = 0.1;
const gate = 0.25;
const goal = 0.5;
const gateLatency = 2;
const period = '2026-10';
const base = '/api/v1';
const loadBinary = process.env.ZHANTU_LOAD ?? join(projectRoot, 'build/release/zhantu_load');

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

// ---- Processes and their time

function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function familyOf(pid) {
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ')[1] === String(pid);
    } catch {
      return false; // it ended meanwhile
    }
  });
  return [pid, ...children.map(Number)];
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function startNginx(folder, workers) {
  const port = await freePort();
  const conf = join(folder, `nginx-${workers}.conf`);
  writeFileSync(
    conf,
    `${process.getuid() === 0 ? 'user root;' : ''} daemon off; worker_processes ${workers};
pid ${folder}/nginx-${workers}.pid;
error_log ${folder}/nginx.log; events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type application/json;
  open_file_cache max=10; client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server { listen 127.0.0.1:${port}; root ${folder}/www; } }`,
  );
  const child = spawn('nginx', ['-p', folder, '-e', `${folder}/nginx.log`, '-c', conf], { stdio: 'ignore' });
  const failed = new Promise((_, reject) => {
    child.on('error', () => reject(new Error("nginx is not installed; './dev bench board' installs it")));
    child.on(
      'exit',
      (code) => code && reject(new Error(`nginx ended: ${readFileSync(`${folder}/nginx.log`)}`)),
    );
  });
  failed.catch(() => {});
  await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 500))]);
  return { port, pid: child.pid, stop: () => child.kill('SIGTERM') };
}

// One run of the load generator; adds what server and generator took of the processor, in cores.
async function load(server, plan, { rate = 0, share = 0, time = seconds } = {}) {
  const pids = familyOf(server.pid);
  const used = () => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  const child = spawn(loadBinary, [server.port, connections, time, rate, share].map(String), {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let error = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (error += data));
  const before = used();
  child.stdin.end(plan);
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the load generator ended with ${code}: ${error.slice(0, 500)}`);
  const result = JSON.parse(out);
  if (result.failed) throw new Error(`${result.failed} requests failed: ${error.slice(0, 500)}`);
  const cores = (used() - before) / (time + 0.5);
  const per = (value) => value / result.seconds;
  return { ...result, rate: per(result.reads), writeRate: per(result.writes), cores, own: per(result.cpu) };
}

// ---- Two counties in one database

// The demo county once more under another code, with other log-ins.
function otherCounty(text) {
  return text.replace(/^code = "379981"/m, 'code = "379982"').replace(/^login = "/gm, 'login = "b-');
}

class Reporters {
  constructor(server, county, prefix) {
    Object.assign(this, { server, county, prefix, tokens: new Map() });
  }

  async client(login, unit) {
    const made = await new Client(this.server, { check: false }).logIn(this.prefix + login);
    return unit ? made.actForUnit(unit) : made;
  }

  async token(login, unit) {
    const key = `${login}/${unit}`;
    if (!this.tokens.has(key)) {
      const answer = await (
        await this.client(login, unit)
      ).write('POST', `${base}/tokens`, { name: 'bench', days: 2 });
      if (answer.status !== 201) throw new Error(describe(answer));
      this.tokens.set(key, answer.json.token);
    }
    return this.tokens.get(key);
  }

  // Lines of the plan: a report for every project that has a figure this month.
  async writes(office) {
    const campaign = `${base}/campaigns/${(await office.read(`${base}/session`)).campaigns[0].id}`;
    const lines = [];
    for (const project of await office.readAll(`${campaign}/projects`)) {
      const known = [...this.county.projects.values()].find((one) => one.number === project.number);
      if (!this.county.onWall(known, period) || project.annual_quantity === null) continue;
      const { login, unit } = this.county.who(`clerk@lead(${known.key})`);
      const path = `${base}/projects/${project.id}/periods/${period}/report`;
      lines.push(`write ${path} ${await this.token(login, unit)} ${project.id} ${period}`);
    }
    return { campaign, lines };
  }
}

// ---- The benchmark

const file = join(projectRoot, 'demo/county.toml');
const county = new County(file);
const bench = new Bench('board: 30 projects as JSON, with a token, every tenth request a report');
const server = await startServer({ demo: true, clock: demoNow });
const env = { ZHANTU_PASSWORD: demoPassword, ZHANTU_TEST_CLOCK_FILE: server.clock.path };
const clockArgs = ['--test-clock', server.clock.path];
await server.halt();
writeFileSync(join(server.folder, 'other.toml'), otherCounty(readFileSync(file, 'utf8')));
const second = ['--setup', join(server.folder, 'other.toml')];
await runCommand(server.binary, ['init', '--data', server.data, ...second, ...clockArgs], { env });
await server.start(['serve', '--data', server.data, '--port', '0', ...clockArgs], env);

const here = new Reporters(server, county, '');
const there = new Reporters(server, county, 'b-');
const who = county.who('officer@supervision_office');
const { campaign, lines: same } = await here.writes(await here.client(who.login, who.unit));
const { lines: other } = await there.writes(await there.client(who.login, who.unit));
const reader = await here.token(who.login, who.unit);
await server.halt();
await server.start(['serve', '--data', server.data, '--port', '0', '--plain-http', ...clockArgs], env);

const read = `read ${campaign}/board ${reader}`;
const answer = await fetch(`${server.origin}${campaign}/board`, {
  headers: { authorization: `Bearer ${reader}` },
});
const bytes = Buffer.from(await answer.arrayBuffer());
if (answer.status !== 200) throw new Error(`the board: ${answer.status} ${bytes}`);
mkdirSync(join(server.folder, 'www'));
writeFileSync(join(server.folder, 'www/board.json'), bytes);
bench.note(
  `the board is ${(bytes.length / 1000).toFixed(1)} kB; ${connections} connections, ${rounds} rounds of ${seconds} s`,
);

const file2 = await startNginx(server.folder, 2);
const file1 = await startNginx(server.folder, 1);
const fileRead = 'read /board.json -';
const plans = { same: [read, ...same].join('\n'), other: [read, ...other].join('\n'), none: read };
const runs = { nginx: [], nginx1: [], same: [], other: [], none: [] };
for (let round = 0; round < rounds; ++round) {
  runs.nginx.push(await load(file2, fileRead));
  runs.nginx1.push(await load(file1, fileRead));
  runs.same.push(await load(server, plans.same, { share: writeShare }));
  runs.other.push(await load(server, plans.other, { share: writeShare }));
  runs.none.push(await load(server, plans.none));
}
const titles = {
  nginx: 'nginx, 2 workers, the same bytes from a file',
  nginx1: 'nginx, 1 worker',
  same: 'zhantu, 10 % reports on the board that is read',
  other: 'zhantu, 10 % reports in another county',
  none: 'zhantu, reads only',
};
for (const [name, list] of Object.entries(runs)) {
  const of = (pick) => median(list.map(pick));
  const writes = of((run) => run.writeRate);
  const reports = writes
    ? `, ${writes.toFixed(0)} reports/s (p50 ${of((r) => r.write_p50).toFixed(2)} ms, ` +
      `p99 ${of((r) => r.write_p99).toFixed(2)} ms)`
    : '';
  bench.note(
    `${titles[name]}: ${of((r) => r.rate).toFixed(0)} boards/s ` +
      `(p50 ${of((r) => r.read_p50).toFixed(2)} ms, p99 ${of((r) => r.read_p99).toFixed(2)} ms)${reports}; ` +
      `server ${of((r) => r.cores).toFixed(2)} cores, generator ${of((r) => r.own).toFixed(2)}`,
  );
}
const checks = [...runs.same, ...runs.other];
const checked = checks.reduce((sum, run) => sum + run.checked, 0);
const stale = checks.reduce((sum, run) => sum + run.stale, 0);
bench.note(`freshness: ${checked} boards looked through, ${stale} figures older than an acknowledged report`);

// Half of each one's own greatest load, and nginx at our half as well; each round of ours beside one of nginx, because
// a p99 of a millisecond changes with what else the machine's host does.
const readRate = (name) => median(runs[name].map((run) => run.rate + run.writeRate)) / 2;
const half = { same: [], sameNginx: [], other: [], otherNginx: [], nginx: [] };
for (let round = 0; round < halfRounds; ++round) {
  for (const name of ['same', 'other']) {
    const rate = readRate(name);
    half[name].push(await load(server, plans[name], { rate, share: writeShare, time: halfSeconds }));
    half.nginx.push(await load(file2, fileRead, { rate: readRate('nginx'), time: halfSeconds }));
    half[`${name}Nginx`].push(await load(file2, fileRead, { rate, time: halfSeconds }));
  }
}
const p99 = (list) => median(list.map((run) => run.read_p99));
bench.note(
  `p99 at half load: nginx ${p99(half.nginx).toFixed(2)} ms at its own half; ` +
    `same board ${p99(half.same).toFixed(2)} ms (nginx at that rate ${p99(half.sameNginx).toFixed(2)}), ` +
    `another county ${p99(half.other).toFixed(2)} ms (nginx at that rate ${p99(half.otherNginx).toFixed(2)})`,
);
file2.stop();
file1.stop();
await server.stop();

for (const name of ['same', 'other']) {
  const ratios = runs[name].map((run, i) => run.rate / runs.nginx[i].rate);
  const all = runs[name].map((run, i) => (run.rate + run.writeRate) / runs.nginx[i].rate);
  bench.note(`${titles[name]}: with the reports counted as requests ${median(all).toFixed(2)} of nginx`);
  bench.holdAtLeast(`${name}: boards per second, part of nginx's`, median(ratios), gate, goal);
  const beside = half.nginx.filter((_, i) => i % 2 === (name === 'same' ? 0 : 1));
  const times = half[name].map((run, i) => run.read_p99 / beside[i].read_p99);
  bench.note(`${titles[name]}: p99 at half load, round by round: ${times.map((x) => x.toFixed(1)).join(' ')}`);
  bench.hold(`${name}: p99 at half load, times nginx's at its half`, median(times), gateLatency, 'x');
}
bench.hold('figures that were not fresh', stale, 1, '');
bench.finish();
