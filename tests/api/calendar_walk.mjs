// The walk through the contract that is about the working-day calendar; contract.test.mjs plays it on its county.
import assert from 'node:assert/strict';
import { describe, idempotencyKey } from '../harness/client.mjs';

const base = '/api/v1';

export async function walkCalendar({ office, anonymous, loggedIn, expectProblem, refusedWithoutTrace, head }) {
  const years = `${base}/calendar/years`;
  const listed = await anonymous.get(years);
  expectProblem(listed, 'not_logged_in');
  const list = await office.read(years);
  assert.equal(list.may_edit, true);
  const of = (year, among = list) => among.items.find((one) => one.year === year);
  assert.equal(of(2026).origin, 'shipped');
  assert.equal(of(2026).working_days, 248);
  assert.equal(of(2027).origin, 'none');
  assert.match(of(2027).note, /2027/);
  const seen = await office.get(`${years}/2027`);
  assert.equal(seen.json.days.length, 365);
  assert.equal(seen.json.days[0].kind, 'working_day');
  const put = (json, etag = seen.headers.etag) =>
    office.write('PUT', `${years}/2027`, json, { headers: etag ? { 'if-match': etag } : {} });
  const days = [{ day: '2027-01-01', kind: 'public_holiday', name: '元旦' }];
  await refusedWithoutTrace('precondition_required', () => put({ source: 'x', days }, null));
  await refusedWithoutTrace('field_invalid', () => put({ source: 'x', days: [{ day: '2027-01-01', kind: 'rest' }] }));
  await refusedWithoutTrace('field_invalid', () =>
    put({ source: 'x', days: [{ day: '2027-01-04', kind: 'make_up_day' }] }),
  );
  const made = await put({ source: '测试通知', days });
  assert.equal(made.status, 200, describe(made));
  assert.equal(made.json.days[0].kind, 'public_holiday');
  await refusedWithoutTrace('calendar_conflict', () => put({ source: '太迟', days }));
  const clerk = await loggedIn('clerk@lead(P01)');
  assert.equal((await clerk.read(`${years}/2027`)).may_edit, false);
  await refusedWithoutTrace('not_permitted', () =>
    clerk.write('PUT', `${years}/2027`, { source: 'x', days }, { headers: { 'if-match': made.headers.etag } }),
  );
  expectProblem(await office.get(`${years}/1066`), 'not_found');
  const send = (mode, text, contentType = 'text/csv') =>
    office.request('POST', `${base}/calendar/imports?mode=${mode}&source=${encodeURIComponent('某通知')}`, {
      bytes: Buffer.from(text),
      contentType,
      key: idempotencyKey(),
    });
  const wrong = await send('check', '日期,类别\n2027-01-01,放假\n2027-01-04,补班\n');
  assert.deepEqual(
    wrong.json.problems.map((one) => [one.line, one.word]),
    [[3, 'calendar_make_up_on_weekday']],
  );
  await refusedWithoutTrace('calendar_import_refused', () => send('apply', '2027-01-04,补班\n'));
  await refusedWithoutTrace('calendar_file_empty', () => send('apply', ''));
  const file = '2027-01-01,放假,元旦\n2027-01-02,补班,元旦\n';
  const before = await head();
  assert.equal((await send('check', file)).json.changes.length, 1);
  assert.equal(await head(), before);
  assert.equal((await send('apply', file)).json.years[0].make_up_days, 1);
  assert.equal(of(2027, await office.read(years)).source, '某通知');
  const again = await head();
  await send('apply', file);
  assert.equal(await head(), again, 'the same file again changes nothing');
}
