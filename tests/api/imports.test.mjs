// A large import that is cancelled, or whose server is killed in the middle: all its rows are there, or none, and its
// job says which of the two.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client, idempotencyKey } from '../harness/client.mjs';
import { demoNow, startServer } from '../harness/server.mjs';

const rows = 8000;
const base = '/api/v1';
let server, office, watcher, campaign, standing;

function table(name) {
  const lines = ['项目编号,项目名称,作战指挥部,主责单位,责任人,1月计划,年度目标量,计量单位,1月累计量'];
  for (let i = 1; i <= rows; ++i) lines.push(`${name}-${i},${name}第${i}号工程,交通建设,县交通局,甲${name},开工,100,公里,${i % 100}`);
  return Buffer.from(lines.join('\n'));
}

async function logIn() {
  office = await new Client(server).logIn('office1');
  watcher = await new Client(server).logIn('office1');
}

const projects = async () => (await watcher.read(campaign)).project_count;

function send(name, key) {
  const path = `${campaign}/plan-imports?mode=apply`;
  return office.request('POST', path, { bytes: table(name), contentType: 'text/csv', key });
}

// Looks after the job until it has reached the stage.
async function reached(key, stages) {
  for (;;) {
    const job = await watcher.get(`${base}/jobs/${key}`);
    if (job.status === 200 && stages.includes(job.json.stage)) return job.json;
    await new Promise((next) => setTimeout(next, 2));
  }
}

async function killAndStart() {
  server.child.kill('SIGKILL');
  await server.ended;
  office.close();
  watcher.close();
  await server.start(...server.startArgs);
  await logIn();
}

before(async () => {
  server = await startServer({ demo: true, clock: demoNow });
  await logIn();
  campaign = `${base}/campaigns/${(await office.read(`${base}/campaigns`)).items[0].id}`;
  standing = await projects();
});

after(async () => {
  office?.close();
  watcher?.close();
  await server?.stop();
});

test('an import that is cancelled in the middle moves nothing, and its job says so', async () => {
  const tag = (await watcher.get(campaign)).headers.etag;
  assert.match(tag, /\d/);
  const key = idempotencyKey();
  const sent = send('QX', key);
  await reached(key, ['checking', 'saving']);
  assert.equal((await watcher.request('DELETE', `${base}/jobs/${key}`, {})).status, 204);
  const answer = await sent;
  assert.equal(answer.status, 409);
  assert.equal(answer.json.word, 'import_cancelled');
  const job = (await watcher.get(`${base}/jobs/${key}`)).json;
  assert.deepEqual([job.stage, job.outcome, job.cancelled], ['finished', 'nothing', true]);
  assert.equal(await projects(), standing);
  assert.equal((await watcher.get(campaign)).headers.etag, tag);
});

for (const [moment, stages, milliseconds] of [
  ['while rows are examined', ['checking', 'saving', 'finished'], 0],
  ['while rows are made ready', ['saving', 'finished'], 0],
  ['a little later', ['saving', 'finished'], 60],
  ['about when it is written', ['saving', 'finished'], 150],
]) {
  test(`the server is killed ${moment}: all rows or none, and the job knows`, async () => {
    const key = idempotencyKey();
    const sent = send(`K${milliseconds}${stages.length}`, key).catch(() => null);
    await reached(key, stages);
    await new Promise((next) => setTimeout(next, milliseconds));
    await killAndStart();
    await sent;
    const job = await watcher.get(`${base}/jobs/${key}`);
    const now = await projects();
    if (job.status === 200) {
      assert.deepEqual([job.json.stage, job.json.outcome, job.json.cancelled], ['finished', 'done', false]);
      assert.equal(now, standing + rows);
    } else {
      assert.equal(job.json.word, 'job_unknown');
      assert.equal(now, standing);
    }
    standing = now;
  });
}

test('after its answer an import is there, whatever happens to the server', async () => {
  const key = idempotencyKey();
  assert.equal((await send('ZZ', key)).status, 200);
  await killAndStart();
  assert.equal(await projects(), standing + rows);
  assert.equal((await watcher.get(`${base}/jobs/${key}`)).json.outcome, 'done');
  assert.equal((await watcher.request('DELETE', `${base}/jobs/${key}`, {})).json.word, 'job_unknown');
});
