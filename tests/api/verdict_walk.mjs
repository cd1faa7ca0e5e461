// Verdicts that are refused: of no such kind, by whom it is not for, with a cause or figure that the rules do not know.
import assert from 'node:assert/strict';

export async function wrongVerdicts({ office, clerk, refusedWithoutTrace, place, verdict }) {
  const wrong = await refusedWithoutTrace('field_invalid', () =>
    office.write('PUT', place('determination'), { verdict: 'perfect' }),
  );
  assert.match(wrong.items[0].where, /verdict/);
  await refusedWithoutTrace('not_permitted', () => clerk.write('PUT', place('determination'), verdict));
  const uncaused = await refusedWithoutTrace('field_invalid', () =>
    office.write('PUT', place('determination'), { ...verdict, cause: 'typhoon' }),
  );
  assert.equal(uncaused.items[0].where, '/cause');
  await refusedWithoutTrace('not_permitted', () =>
    office.write('PUT', place('figures'), { figures: { complaints: '0' } }),
  );
}
