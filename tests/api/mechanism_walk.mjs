// A mechanism file under trial: checked, and judged against the published past, for the contract test.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../harness/server.mjs';

export async function walkTrials({ chief, campaign, head, expectProblem }) {
  const before = await head();
  const send = (leaf, text, contentType = 'application/toml') =>
    chief.request('POST', `${campaign}/${leaf}`, { bytes: Buffer.from(text), contentType });
  const read = (name) => readFileSync(join(projectRoot, 'tests/stories/mechanisms', name), 'utf8');
  const clean = (await send('mechanism-checks', read('red-at-once.toml'))).json;
  assert.deepEqual([clean.flaws, clean.file.version, clean.adoption.word], [[], 2, 'mechanism_version_not_higher']);
  const flawed = (await send('mechanism-checks', read('with-a-gap.toml'), 'text/plain; charset=utf-8')).json;
  assert.equal(flawed.file, null);
  assert.ok(flawed.flaws.length > 0 && flawed.flaws.every((flaw) => flaw.line > 0 && flaw.remedy));
  const result = (await send('mechanism-simulations', read('red-at-once.toml'))).json;
  assert.equal(result.periods.length, 9);
  const { standing, simulated, changed_cells } = result.projects;
  assert.equal(changed_cells, standing.yellow);
  assert.equal(simulated.red, standing.red + standing.yellow);
  assert.equal(simulated.yellow, 0);
  for (const kind of ['projects', 'units', 'posts']) {
    const cells = result[kind].rows.flatMap((one) => one.cells);
    assert.ok(cells.length > 0 && cells.every((cell) => cell.why.includes('第2版')));
    assert.equal(cells.filter((cell) => cell.changed).length, result[kind].changed_cells);
    assert.ok(cells.every((cell) => cell.changed === (cell.standing !== cell.simulated)));
  }
  const same = (await send('mechanism-simulations', (await chief.read(`${campaign}/mechanisms/1`)).text)).json;
  for (const kind of ['projects', 'units', 'posts']) assert.equal(same[kind].changed_cells, 0);
  const patient = read('red-at-once.toml').replaceAll('in_a_row = 2', 'in_a_row = 3');
  const { units, posts } = (await send('mechanism-simulations', patient)).json;
  for (const { rows, changed_cells, changed_rows } of [units, posts]) {
    const changed = rows.flatMap((one) => one.cells).filter((cell) => cell.changed);
    assert.ok(changed_cells > 0 && changed_rows > 0);
    assert.ok(changed.every((cell) => cell.standing === 'red' && cell.simulated === 'yellow'));
  }
  expectProblem(await send('mechanism-simulations', read('with-a-gap.toml')), 'mechanism_malformed');
  expectProblem(await send('mechanism-simulations', 'x', 'application/json'), 'unsupported_media_type');
  assert.equal((await send('mechanism-checks', `${'['.repeat(5000)}`)).json.flaws.length, 1);
  assert.equal(await head(), before);
}
