// The tests' own tools, tested: a validator that lets everything through would make every contract test worthless.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Client, parseFrame } from './client.mjs';
import { Contract } from './contract.mjs';
import { runCommand, sanitizerReport, startServer } from './server.mjs';

const contract = new Contract();
const json = { 'content-type': 'application/json', 'x-request-id': 'r1' };
const head = (value, status = 200, headers = json) => ({
  status,
  headers,
  json: value,
  bytes: Buffer.from(value === undefined ? '' : JSON.stringify(value)),
});
const flaws = (answer, method = 'GET', path = '/api/v1/journal/head', asked) =>
  contract.flaws(method, path, answer, asked);

test('an answer that keeps the contract has no flaws', () => {
  assert.deepEqual(flaws(head({ entries: 3, last_hash: 'ab' })), []);
});

test('a field too many, a field too few and a wrong type are flaws', () => {
  assert.match(flaws(head({ entries: 3, last_hash: 'ab', more: 1 }))[0], /additional properties 'more'/);
  assert.match(flaws(head({ entries: 3 }))[0], /last_hash/);
  assert.match(flaws(head({ entries: '3', last_hash: '' }))[0], /\/entries must be integer/);
});

test('an undocumented status, path or content type is a flaw', () => {
  assert.match(flaws(head({ entries: 1, last_hash: '' }, 202))[0], /status 202 is not documented/);
  assert.match(flaws(head({}), 'GET', '/api/v1/secrets')[0], /not in the contract/);
  assert.match(flaws(head({}), 'DELETE', '/api/v1/journal/head')[0], /not in the contract/);
  assert.match(
    flaws(head({ entries: 1, last_hash: '' }, 200, { ...json, 'content-type': 'text/html' }))[0],
    /content type 'text\/html'/,
  );
});

test('a problem keeps its shape and its status', () => {
  const problem = {
    type: 'about:blank',
    title: 'x',
    status: 404,
    word: 'not_found',
    detail: 'y',
    request_id: 'r1',
  };
  const headers = { ...json, 'content-type': 'application/problem+json' };
  assert.deepEqual(flaws(head(problem, 404, headers)), []);
  assert.match(flaws(head(problem, 403, headers))[0], /says status 404, the answer has 403/);
  assert.match(flaws(head({ ...problem, word: 'Not Found' }, 404, headers))[0], /\/word/);
  assert.match(flaws(head(problem, 404))[0], /content type/);
});

test('promised headers must be there; 304 needs If-None-Match; HEAD has no body', () => {
  const headers = { ...json };
  delete headers['x-request-id'];
  assert.deepEqual(flaws(head({ entries: 1, last_hash: '' }, 200, headers)), ['header X-Request-Id is missing']);
  assert.ok(flaws(head({}), 'GET', '/api/v1/campaigns/1').includes('header ETag is missing'));
  assert.equal(flaws(head(undefined, 304)).length, 1);
  assert.deepEqual(flaws(head(undefined, 304), 'GET', '/api/v1/journal/head', { 'if-none-match': '"1"' }), []);
  assert.deepEqual(flaws(head({}), 'HEAD'), ['HEAD answered with a body']);
});

test('nested schemas are followed: a cell of a project', () => {
  const cell = {
    period: '2026-01',
    on_wall: true,
    state: 'planned',
    plan: null,
    report: null,
    confirmation: null,
    determination: null,
    card: null,
  };
  const project = {
    id: '1',
    campaign: '1',
    number: 'a',
    name: 'b',
    category: '',
    weight: null,
    lacks: [],
    nature: '',
    place: '',
    starts_on: null,
    finishes_on: '2026-12-20',
    investment_total_wan: '0',
    investment_year_wan: '0',
    facts: '',
    annual_target: '',
    annual_quantity: null,
    unit_of_quantity: '',
    lead_unit: '',
    command_post: '',
    roles: [],
    admitted_period: '2026-01',
    withdrawn_period: null,
    cells: [cell],
    acts: [],
  };
  const headers = { ...json, etag: '"1"' };
  assert.deepEqual(flaws(head(project, 200, headers), 'GET', '/api/v1/projects/1'), []);
  const wrong = structuredClone(project);
  wrong.cells[0].state = 'finished';
  assert.match(flaws(head(wrong, 200, headers), 'GET', '/api/v1/projects/1')[0], /\/cells\/0\/state/);
});

test('the longest fixed path wins, and every operation has an id', () => {
  assert.equal(contract.find('GET', '/api/v1/projects/7/periods/2026-01/report'), undefined);
  assert.equal(contract.find('PUT', '/api/v1/projects/7/periods/2026-01/report').id, 'report_actual');
  assert.equal(contract.find('GET', '/api/v1/journal/head').id, 'journal_head');
  assert.ok(contract.operations.every((operation) => operation.id));
  assert.equal(new Contract().untouched().length, contract.operations.length);
});

test('event frames', () => {
  assert.equal(parseFrame(': heartbeat'), null);
  assert.deepEqual(parseFrame('id: 7\nevent: published\ndata: {"a":1}'), {
    event: 'published',
    id: '7',
    data: '{"a":1}',
  });
});

test('sanitizer reports are seen', () => {
  assert.match(sanitizerReport('x\n==1==ERROR: AddressSanitizer: heap-use-after-free on'), /heap-use-after-free/);
  assert.match(sanitizerReport('a.cpp:3:5: runtime error: signed integer overflow'), /signed integer overflow/);
  assert.equal(sanitizerReport('warning: nothing'), null);
});

// A stand-in program: enough of `demo`, `serve` and TLS to try the starter and the client on.
const folder = mkdtempSync(join(tmpdir(), 'zhantu-harness-'));
after(() => rmSync(folder, { recursive: true }));
const program = join(folder, 'program.mjs');
writeFileSync(
  program,
  `#!${process.execPath}
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
const [verb, , data] = process.argv.slice(2);
const tls = data + '/tls';
if (verb === 'demo') {
  mkdirSync(tls, { recursive: true });
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
    '-nodes', '-keyout', tls + '/key', '-out', tls + '/root.crt', '-days', '2', '-subj', '/CN=test',
    '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'pipe' });
  writeFileSync(data + '/demo-logins.json', '[{"login":"office1"}]');
} else if (process.env.FAULT === 'no start') {
  console.error('the port is taken');
  process.exit(3);
} else {
  const keys = { key: readFileSync(tls + '/key'), cert: readFileSync(tls + '/root.crt') };
  const server = https.createServer(keys, (request, response) => {
    const cookie = request.headers.cookie ?? '';
    response.setHeader('x-request-id', 'r');
    const session = '__Host-zhantu=s3cret; Path=/; Secure; HttpOnly';
    if (request.url === '/api/v1/session') response.setHeader('set-cookie', session);
    const type = request.url === '/health/live' ? 'text/plain' : 'application/json';
    response.setHeader('content-type', type);
    if (type === 'text/plain') return response.end(cookie || 'no cookie');
    response.end('{"entries":1}');
  });
  server.listen(0, '127.0.0.1', () => console.log('listening https://127.0.0.1:' + server.address().port));
  process.on('SIGTERM', () => {
    if (process.env.FAULT === 'report') console.error('==7==ERROR: LeakSanitizer: detected memory leaks');
    process.exit(process.env.FAULT === 'code' ? 4 : 0);
  });
}
`,
);
chmodSync(program, 0o755);

test('the starter starts, serves over its own root, and stops', async () => {
  const server = await startServer({ binary: program, demo: true });
  assert.equal(server.logins()[0].login, 'office1');
  const client = new Client(server, { check: false });
  assert.equal((await client.get('/health/live')).text, 'no cookie');
  await client.request('POST', '/api/v1/session', { json: {} });
  assert.equal((await client.get('/health/live')).text, '__Host-zhantu=s3cret');
  await assert.rejects(new Client(server).get('/api/v1/journal/head'), /last_hash/);
  await server.stop();
});

test('a report, a bad exit and a failed start are errors', async () => {
  for (const [fault, message] of [
    ['report', /LeakSanitizer/],
    ['code', /ended with 4/],
  ]) {
    const server = await startServer({ binary: program, demo: true, env: { FAULT: fault } });
    await assert.rejects(server.stop(), message);
  }
  await assert.rejects(
    startServer({ binary: program, demo: true, env: { FAULT: 'no start' } }),
    /the port is taken/,
  );
  await assert.rejects(runCommand('/bin/sh', ['-c', 'echo oh >&2; exit 5']), /ended with 5:\noh/);
});
