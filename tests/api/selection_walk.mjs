// The walk through the operations of the task board and the candidate pool, for the contract test.
import assert from 'node:assert/strict';
import { describe } from '../harness/client.mjs';

export async function walkTasks({ office, loggedIn, refusedWithoutTrace, campaign, county, project }) {
  const board = await office.read(`${campaign}/tasks`);
  assert.equal(board.may_edit, true);
  assert.deepEqual(board.categories, county.selection.categories);
  assert.deepEqual(board.unready, [], 'every project of the demo county has its dates and a person');
  const task = (number) => board.items.find((one) => one.number === number);
  assert.equal(task('RW02').on_wall, false);
  assert.equal(task('RW02').lacks[0].what, 'missing_projects');
  assert.match(task('RW02').lacks[0].detail, /产业园区/);
  assert.equal(task('RW01').on_wall, true);
  assert.equal(task('RW01').share_difference, '-2000');
  assert.match(task('RW03').clock.note, /2027/);
  assert.equal(task('RW05').clock.working_days, -3);
  const filtered = await office.read(`${campaign}/tasks?category=${encodeURIComponent('底线任务')}&state=off_wall`);
  assert.deepEqual(
    filtered.items.map((one) => one.number),
    ['RW05'],
  );
  const names = await office.read(`${campaign}/directory`);
  const owner = names.organs.find((one) => one.kind === 'command_post').id;
  const body = { name: '夜间用电保障', source_kind: 'leader', owner, effect: '不拉闸', category: '底线任务' };
  const clerk = await loggedIn('clerk@lead(P01)');
  await refusedWithoutTrace('not_permitted', () => clerk.write('POST', `${campaign}/tasks`, body));
  await refusedWithoutTrace('field_invalid', () => office.write('POST', `${campaign}/tasks`, { ...body, owner: '7' }));
  await refusedWithoutTrace('field_invalid', () =>
    office.write('POST', `${campaign}/tasks`, { ...body, category: '别的' }),
  );
  const made = await office.write('POST', `${campaign}/tasks`, body);
  assert.equal(made.json.number, 'RW06', describe(made));
  const path = `${campaign}/tasks/${made.json.id}`;
  const edit = (json, version) => office.write('PUT', path, json, { headers: { 'if-match': `"${version}"` } });
  const quantity = { ...body, number: 'RW06', quantity: '10', quantity_unit: '台' };
  assert.equal((await edit(quantity, 1)).json.version, 2);
  await refusedWithoutTrace('selection_conflict', () => edit(quantity, 1));
  await refusedWithoutTrace('precondition_required', () => office.write('PUT', path, quantity));
  const unit = names.units[3].id;
  const shared = await office.write('PUT', `${path}/shares`, { shares: [{ unit, quantity: '4' }] });
  assert.equal(shared.json.share_difference, '-6');
  await refusedWithoutTrace('field_invalid', () =>
    office.write('PUT', `${path}/shares`, { shares: [{ unit, quantity: 'vier' }] }),
  );
  const linked = await office.write('PUT', `${path}/projects`, { projects: [project('P05').id] });
  assert.equal(linked.json.projects[0].number, project('P05').number);
  assert.equal(linked.json.on_wall, true);
  await refusedWithoutTrace('field_invalid', () => office.write('PUT', `${path}/projects`, { projects: ['1'] }));
  const renamed = [...board.categories, '民生实事'];
  const categories = await office.write('PUT', `${campaign}/task-categories`, { names: renamed });
  assert.deepEqual(categories.json.categories, renamed);
  await refusedWithoutTrace('field_invalid', () =>
    office.write('PUT', `${campaign}/task-categories`, { names: ['一', '一'] }),
  );
}

export async function walkPool({ office, loggedIn, refusedWithoutTrace, campaign, published, head }) {
  const chief = await loggedIn('commander_in_chief@headquarters');
  const clerk = await loggedIn('clerk@lead(P01)');
  const pool = await office.read(`${campaign}/candidates`);
  const one = (number) => pool.items.find((item) => item.number === number);
  assert.equal(one('HX01').state, 'weighed');
  assert.equal(one('HX01').total, '82.25');
  assert.deepEqual(
    one('HX03').lacks.map((lack) => lack.what),
    ['missing_starts_on', 'missing_finishes_on', 'missing_accountable_person'],
  );
  assert.equal(one('HX05').state, 'declined');
  assert.equal(one('HX05').choices[0].reason, '接入容量未落实，且年内不能开工');
  assert.match(one('HX02').clock.note, /2027/);
  assert.equal(pool.may_choose, false);
  const kept = await office.read(`${campaign}/candidates?state=kept`);
  assert.deepEqual(
    kept.items.map((item) => item.number),
    ['HX06'],
  );
  const path = (id) => `${campaign}/candidates/${id}`;
  const choose = (actor, id, json, query = '') => actor.write('POST', `${path(id)}/choices${query}`, json);
  const chosen = { decision: 'chosen', period: '2026-11' };
  await refusedWithoutTrace('not_permitted', () => choose(office, one('HX01').id, chosen));
  const lacking = await refusedWithoutTrace('candidate_not_ready', () => choose(chief, one('HX03').id, chosen));
  assert.equal(lacking.items.length, 3);
  await refusedWithoutTrace('candidate_not_weighed', () => choose(chief, one('HX04').id, chosen));
  await refusedWithoutTrace('period_already_published', () =>
    choose(chief, one('HX01').id, { decision: 'chosen', period: published }),
  );
  await refusedWithoutTrace('field_invalid', () => choose(chief, one('HX01').id, { decision: 'kept' }));
  await refusedWithoutTrace('field_invalid', () => choose(chief, one('HX01').id, { decision: 'maybe' }));
  await refusedWithoutTrace('not_found', () => choose(chief, '999999', { decision: 'kept', reason: 'x' }));
  const before = await head();
  const foreseen = await choose(chief, one('HX04').id, { decision: 'chosen', period: '2026-10' }, '?dry_run=true');
  assert.equal(foreseen.status, 200, describe(foreseen));
  assert.equal(foreseen.json.at_once, true);
  assert.match(foreseen.json.sentence, /免打分即时入库.*2026年10月.*29项增至30项/);
  assert.equal(await head(), before);
  const body = { name: '云集镇冷链二期', reasons: '一期满负荷' };
  const made = await clerk.write('POST', `${campaign}/candidates`, body);
  assert.equal(made.status, 201, describe(made));
  await refusedWithoutTrace('field_invalid', () => clerk.write('POST', `${campaign}/candidates`, { name: '' }));
  const edit = (actor, json, version) =>
    actor.write('PUT', path(made.json.id), json, { headers: { 'if-match': `"${version}"` } });
  const fuller = { ...body, number: made.json.number, starts_on: '2026-11-02', investment_total: '1234.5' };
  const edited = await edit(clerk, fuller, 1);
  assert.equal(edited.json.investment_total, '1234.5', describe(edited));
  await refusedWithoutTrace('selection_conflict', () => edit(clerk, fuller, 1));
  await refusedWithoutTrace('precondition_required', () => clerk.write('PUT', path(made.json.id), fuller));
  const stranger = await loggedIn('clerk@lead(P10)');
  await refusedWithoutTrace('not_permitted', () => edit(stranger, fuller, 2));
  await refusedWithoutTrace('field_invalid', () => edit(clerk, { ...fuller, finishes_on: '2026-01-01' }, 2));
  const rule = await chief.read(`${campaign}/selection-rule`);
  assert.equal(rule.weight_total, 100);
  const criterion = rule.criteria[0].id;
  const weigh = (actor, score) =>
    actor.write('PUT', `${campaign}/weighings`, { scores: [{ candidate: made.json.id, criterion, score }] });
  await refusedWithoutTrace('not_permitted', () => weigh(clerk, '5'));
  await refusedWithoutTrace('field_invalid', () => weigh(office, '11'));
  assert.equal((await weigh(office, '7.5')).json.items[0].scores[0].score, '7.5');
  const set = (actor, json, version) =>
    actor.write('PUT', `${campaign}/selection-rule`, json, { headers: { 'if-match': `"${version}"` } });
  const same = {
    enters_at_once: rule.enters_at_once,
    criteria: rule.criteria.map(({ id, name, measures, weight, score_max }) => ({
      id,
      name,
      measures,
      weight,
      score_max,
    })),
  };
  await refusedWithoutTrace('not_permitted', () => set(office, same, rule.version));
  await refusedWithoutTrace('selection_conflict', () => set(chief, same, rule.version + 1));
  const heavier = { ...same, criteria: [{ ...same.criteria[0], weight: 90 }] };
  await refusedWithoutTrace('field_invalid', () => set(chief, heavier, rule.version));
  const more = { name: '带动就业', measures: 'quantity', weight: 10, score_max: 5 };
  const changed = await set(chief, { ...same, criteria: [...same.criteria, more] }, rule.version);
  assert.equal(changed.json.weight_total, 110, describe(changed));
  const declined = await choose(chief, made.json.id, { decision: 'declined', reason: '资金未定' });
  assert.equal(declined.json.candidate.state, 'declined', describe(declined));
}
