// Parts of the walk through the contract that are about plan tables; contract.test.mjs plays them on its county.
import assert from 'node:assert/strict';
import { describe, idempotencyKey } from '../harness/client.mjs';

const base = '/api/v1';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function outAndIn({ office, campaign, projects, expectProblem }) {
  assert.deepEqual((await office.get(`${campaign}/plan-tables`)).json.items, []);
  for (const [kind, start] of [
    ['xlsx', 'PK'],
    ['csv', '\uFEFF'],
  ]) {
    const file = await office.get(`${campaign}/plan-export.${kind}?table=standard`);
    assert.equal(file.status, 200);
    assert.ok(file.bytes.toString().startsWith(start));
    const back = await office.request('POST', `${campaign}/plan-imports?mode=check`, {
      bytes: file.bytes,
      contentType: kind === 'csv' ? 'text/csv' : xlsx,
      key: idempotencyKey(),
    });
    assert.deepEqual(
      [back.json.unchanged, back.json.problems, back.json.questions],
      [projects.length, [], []],
      back.text.slice(0, 600),
    );
    expectProblem(await office.get(`${campaign}/plan-export.${kind}?table=unheard`), 'not_found');
  }
}

export async function problemsInTheWorkbook({ office, campaign, refusedWithoutTrace }) {
  const template = await office.get(`${campaign}/plan-template.xlsx`);
  const marked = await office.request('POST', `${campaign}/plan-imports/annotated`, {
    bytes: template.bytes,
    contentType: xlsx,
    key: idempotencyKey(),
  });
  assert.equal(marked.status, 200, describe(marked));
  assert.equal(marked.bytes.subarray(0, 2).toString(), 'PK');
  const csv = Buffer.from('项目编号,项目名称,作战指挥部,主责单位,1月计划\n1,=甲,无此指挥部,无此单位,开工\n');
  const made = await office.request('POST', `${campaign}/plan-imports/annotated`, {
    bytes: csv,
    contentType: 'text/csv',
    key: idempotencyKey(),
  });
  assert.equal(made.bytes.subarray(0, 2).toString(), 'PK');
  await refusedWithoutTrace('workbook_not_xlsx', () =>
    office.request('POST', `${campaign}/plan-imports/annotated`, {
      bytes: Buffer.from('%PDF-1.7'),
      contentType: xlsx,
      key: idempotencyKey(),
    }),
  );
}

export async function watchedRequest({ office, anonymous, campaign, expectProblem }) {
  const key = idempotencyKey();
  const template = await office.get(`${campaign}/plan-template.xlsx`);
  const path = `${campaign}/plan-imports?mode=check`;
  await office.request('POST', path, { bytes: template.bytes, contentType: xlsx, key });
  const job = await office.get(`${base}/jobs/${key}`);
  assert.deepEqual(job.json, { job: key, stage: 'finished', percent: 100, cancelled: false, outcome: 'nothing' });
  expectProblem(await office.request('DELETE', `${base}/jobs/${key}`, {}), 'job_too_late');
  expectProblem(await office.get(`${base}/jobs/${idempotencyKey()}`), 'job_unknown');
  expectProblem(await office.request('DELETE', `${base}/jobs/${idempotencyKey()}`, {}), 'job_unknown');
  expectProblem(await anonymous.get(`${base}/jobs/${key}`), 'not_logged_in');
}
