#!/usr/bin/env node
// Plays stories against the real binary over HTTPS: node run.mjs FILE_OR_FOLDER... ZHANTU_BINARY names the binary.
// Every line is printed with ok or FAIL; the last line is "N passed, N failed".
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { binaryPath, projectRoot, startServer } from '../harness/server.mjs';
import { County } from './county.mjs';
import { FromNothing, parseNothing } from './nothing.mjs';
import { parseStory } from './parse.mjs';
import { instantOf, Play } from './play.mjs';

const failuresMax = 12;
const firstDay = '2026-01-10';

function storiesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.story'))
    .sort()
    .map((name) => join(path, name));
}

async function playStory(file) {
  const counts = { passed: 0, failed: 0 };
  const tell = (ok, line, source, detail) => {
    counts[ok ? 'passed' : 'failed'] += 1;
    console.log(
      `${ok ? 'ok  ' : 'FAIL'} ${String(line).padStart(4)}  ${source}${detail ? `\n        ${detail}` : ''}`,
    );
  };
  let server = null;
  let play = null;
  const text = readFileSync(file, 'utf8');
  if (/^setup nothing/m.test(text)) return playNothing(file, text, counts, tell);
  try {
    const [title, setup, ...steps] = parseStory(text);
    console.log(`\n${basename(file)}: ${title.title}`);
    const setupFile = join(projectRoot, setup.file);
    const county = new County(setupFile);
    const instant = (day, time) => instantOf(day, time, county.tenant.utc_offset_minutes);
    server = await startServer({ binary: binaryPath(), setup: setupFile, clock: instant(firstDay, '08:00') });
    play = new Play(county, server);
    await play.open(steps);
    for (const step of steps) {
      try {
        if (step.kind === 'clock') server.clock.set(instant(step.day, step.time));
        else await play.perform(step);
        tell(true, step.line, step.source);
      } catch (error) {
        tell(false, step.line, step.source, error.message);
      }
      if (counts.failed >= failuresMax) {
        console.log(`        ${failuresMax} failures; the rest of ${basename(file)} is left out`);
        break;
      }
    }
  } catch (error) {
    tell(false, 0, basename(file), error.message);
  }
  try {
    await play?.close();
    await server?.stop(join(projectRoot, 'tests/out', `${basename(file)}.log`));
    if (server) tell(true, 0, 'the server stopped without a sanitizer report');
  } catch (error) {
    tell(false, 0, 'the server stops without a sanitizer report', error.message);
  }
  return counts;
}

// An installation with one log-in and nothing else.
async function playNothing(file, text, counts, tell) {
  const at = (day) => instantOf(day, '12:00', 480);
  let server = null;
  let play = null;
  try {
    const [title, setup, ...steps] = parseNothing(text);
    console.log(`\n${basename(file)}: ${title.words[1]}`);
    const [, , code, name, login] = setup.words;
    server = await startServer({ binary: binaryPath(), nothing: { code, name, login }, clock: at('2026-01-28') });
    play = new FromNothing(server);
    await play.open(login);
    for (const step of steps) {
      try {
        if (step.words[0] === 'clock') server.clock.set(at(step.words[1]));
        else await play.perform(step);
        tell(true, step.line, step.source);
      } catch (error) {
        tell(false, step.line, step.source, error.message);
      }
      if (counts.failed >= failuresMax) break;
    }
  } catch (error) {
    tell(false, 0, basename(file), error.message);
  }
  play?.close();
  await server?.stop(join(projectRoot, 'tests/out', `${basename(file)}.log`));
  return counts;
}

mkdirSync(join(projectRoot, 'tests/out'), { recursive: true });
const files = process.argv.slice(2).flatMap(storiesIn);
const total = { passed: 0, failed: 0 };
for (const file of files) {
  const counts = await playStory(file);
  total.passed += counts.passed;
  total.failed += counts.failed;
}
if (files.length === 0) console.log('no stories found');
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed || files.length === 0 ? 1 : 0);
