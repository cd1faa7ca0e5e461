// Reads a story: plain text, one act or check a line. README.md in this folder is the reference of the language.

import { selectionActs, selectionChecks } from './selection_acts.mjs';

export class StoryError extends Error {}

// Words and "quoted texts"; a quoted one is {text}.
export function tokens(line) {
  const found = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/gy;
  let end = 0;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    found.push(match[1] === undefined ? match[2] : { text: match[1].replace(/\\(.)/g, '$1') });
    end = pattern.lastIndex;
  }
  if (line.slice(end).trim()) throw new StoryError(`cannot read: ${line.slice(end).trim()}`);
  return found;
}

const period = /^\d{4}(-(Q[1-4]|\d{2}[ab]?))?$/;
const project = /^P\d+$/;
const verdicts = ['exceeded', 'met', 'missed', 'no_target'];
const cards = ['none', 'blue', 'yellow', 'red', 'green', 'orange'];

class Cursor {
  constructor(list, line) {
    Object.assign(this, { list: [...list], line });
  }

  fail(wanted) {
    const seen = this.list[0];
    const shown =
      seen === undefined ? 'the end of the line' : typeof seen === 'string' ? `'${seen}'` : `"${seen.text}"`;
    throw new StoryError(`wanted ${wanted}, found ${shown}`);
  }

  get empty() {
    return this.list.length === 0;
  }

  word(wanted, test = () => true) {
    if (typeof this.list[0] !== 'string' || !test(this.list[0])) this.fail(wanted);
    return this.list.shift();
  }

  literal(text) {
    return this.word(`'${text}'`, (word) => word === text);
  }

  has(text) {
    if (this.list[0] !== text) return false;
    this.list.shift();
    return true;
  }

  period() {
    return this.word('a period such as 2026-03', (word) => period.test(word));
  }

  project() {
    return this.word('a project such as P03', (word) => project.test(word));
  }

  verdict() {
    return this.word(`a verdict (${verdicts.join(', ')})`, (word) => verdicts.includes(word));
  }

  // A number, "-" for none, or nothing at all.
  quantity() {
    if (typeof this.list[0] === 'string' && /^-?\d+(\.\d{1,4})?$/.test(this.list[0])) return this.list.shift();
    this.has('-');
    return null;
  }

  day() {
    return this.word('a day such as 2026-03-01', (word) => /^\d{4}-\d{2}-\d{2}$/.test(word));
  }

  text() {
    if (typeof this.list[0] !== 'object') this.fail('a "text"');
    return this.list.shift().text;
  }

  optionalText() {
    return typeof this.list[0] === 'object' ? this.list.shift().text : undefined;
  }

  projects() {
    const found = [];
    while (typeof this.list[0] === 'string' && project.test(this.list[0])) found.push(this.list.shift());
    return found;
  }

  number() {
    return Number(this.word('a number', (word) => /^\d+$/.test(word)));
  }

  end() {
    if (!this.empty) this.fail('nothing more');
  }
}

// "FILE version 3 from 2026-03-01": the mechanism file, with another version and effective day put in.
const mechanismFile = (c) => ({
  file: c.word('a mechanism file', (word) => word.endsWith('.toml')),
  version: c.has('version') ? c.number() : undefined,
  from: c.has('from') ? c.day() : undefined,
  remark: c.optionalText(),
});

// What a verdict says besides its figure: 'asked complaints 3', 'because force_majeure "evidence" "paper"'.
const found = (c) => ({
  asked: c.has('asked') ? { [c.word('a measure')]: c.quantity() } : undefined,
  cause: c.has('because')
    ? { cause: c.word('a cause'), cause_evidence: c.optionalText(), cause_document: c.optionalText() }
    : undefined,
});

const personActs = {
  report: (c) => ({ project: c.project(), period: c.period(), quantity: c.quantity(), text: c.text() }),
  confirm: (c) => ({ project: c.project(), period: c.period(), remark: c.optionalText() }),
  determine: (c) => ({
    project: c.project(),
    period: c.period(),
    verdict: c.verdict(),
    quantity: c.quantity(),
    reason: c.optionalText(),
    ...found(c),
  }),
  figures: (c) => ({ project: c.project(), period: c.period(), asked: { [c.word('a measure')]: c.quantity() } }),
  edit: (c) => ({ project: c.project(), field: c.word('a field'), value: c.word('a value, or -') }),
  publish: (c) => ({ period: c.period(), remark: c.optionalText() }),
  correct: (c) => ({
    project: c.project(),
    period: c.period(),
    verdict: c.verdict(),
    quantity: c.quantity(),
    reason: c.optionalText(),
    ...found(c),
  }),
  foresee: (c) => ({
    project: c.project(),
    period: c.period(),
    verdict: c.verdict(),
    quantity: c.quantity(),
    reason: c.optionalText(),
  }),
  rename: (c) => ({ project: c.project(), name: c.text() }),
  sees: (c) => ({ project: c.project() }),
  ...selectionActs,
  adopt: mechanismFile,
  foresee_adoption: mechanismFile,
};

function except(c) {
  if (!c.has('except')) return [];
  const list = c.projects();
  if (list.length === 0) c.fail('projects after except');
  return list;
}

// "changes 2026-03 yellow->blue, 2026-04 red->yellow"
function changes(c) {
  const list = [];
  for (;;) {
    const at = c.period();
    const [before, afterwards] = c
      .word('a change such as yellow->blue', (word) => /^\w+->\w+,?$/.test(word))
      .split('->');
    const change = { period: at, before, after: afterwards.replace(',', '') };
    if (![change.before, change.after].every((card) => cards.includes(card)))
      throw new StoryError(`no such card in ${before}->${afterwards}`);
    list.push(change);
    if (!afterwards.endsWith(',')) return list;
  }
}

function personExpectation(c) {
  if (c.has('ok')) {
    const expected = { ok: true, changes: c.has('changes') ? changes(c) : undefined };
    if (c.has('judges')) expected.judges = [c.period(), c.period()];
    return expected;
  }
  c.literal('refused');
  const expected = { refused: c.word('a problem word', (word) => /^[a-z][a-z0-9_]*$/.test(word)) };
  if (c.has('items')) {
    const named = c.projects();
    expected.items = named.length ? named : c.number();
  }
  return expected;
}

function counts(c) {
  const found = {};
  while (!c.empty) found[c.word('a card', (word) => cards.includes(word))] = c.number();
  if (Object.keys(found).length === 0) c.fail('counts such as blue 26');
  return found;
}

function chart(c) {
  c.literal('as_of');
  const asked = {
    day: c.word('a day', (word) => /^\d{4}-\d{2}-\d{2}$/.test(word)),
    audience: c.word('open or internal'),
  };
  c.literal('svg');
  const how = c.word('contains, lacks, remember or equals', (word) =>
    ['contains', 'lacks', 'remember', 'equals'].includes(word),
  );
  return { ...asked, how, value: how === 'contains' || how === 'lacks' ? c.text() : c.word('a name') };
}

const lines = {
  story: (c) => ({ title: c.text() }),
  setup: (c) => ({ file: c.word('a file') }),
  clock: (c) => ({
    day: c.word('a day', (word) => /^\d{4}-\d{2}-\d{2}$/.test(word)),
    time: c.empty ? '12:00' : c.word('a time'),
  }),
  everyone: (c) => {
    c.literal('reports');
    const at = c.period();
    c.literal('as');
    c.literal('planned');
    return { act: 'reports', period: at, except: except(c) };
  },
  posts: (c) => (c.literal('confirm'), { period: c.period(), except: except(c) }),
  headquarters: (c) => {
    c.literal('gives');
    return { period: c.period(), measure: c.word('a measure'), figure: c.number(), except: except(c) };
  },
  office: (c) => {
    c.literal('takes');
    c.literal('proposals');
    return { period: c.period(), except: except(c) };
  },
  published: (c) => ({ period: c.period(), counts: counts(c) }),
  journal: (c) => {
    const how = c.word('moved or unmoved', (word) => word === 'moved' || word === 'unmoved');
    return { how, by: c.has('by') ? c.number() : undefined };
  },
  chart,
};

// Checks that carry their expectation behind the arrow.
const checks = {
  card: (c, e) => ({
    project: c.project(),
    period: c.period(),
    card: e.word('a card', (word) => cards.includes(word)),
    why: e.optionalText(),
    run: e.has('run') ? e.number() : undefined,
  }),
  proposal: (c, e) => ({
    project: c.project(),
    period: c.period(),
    verdict: e.word('a verdict or open', (word) => word === 'open' || verdicts.includes(word)),
    why: e.optionalText(),
  }),
  ...selectionChecks,
  state: (c, e) => ({ period: c.period(), state: e.word('a state') }),
  unit: (c, e) => ({
    project: c.project(),
    period: c.period(),
    card: e.word('a card', (word) => cards.includes(word)),
    why: e.optionalText(),
  }),
  post: (c, e) => ({
    project: c.project(),
    period: c.period(),
    card: e.word('a card', (word) => cards.includes(word)),
    why: e.optionalText(),
  }),
  effects: (c, e) => ({ project: c.project(), period: c.period(), count: e.number(), text: e.optionalText() }),
  simulated: (c, e) => ({
    ...mechanismFile(c),
    projects: [e.number(), e.number()],
    units: e.has('units') ? [e.number(), e.number()] : undefined,
    posts: e.has('posts') ? [e.number(), e.number()] : undefined,
  }),
  judged: (c, e) => ({ period: c.period(), version: e.number() }),
  version: (c, e) => ({
    version: c.number(),
    state: e.word('in_force, to_come, past or replaced'),
    judges: e.has('judges') ? [e.period(), e.period()] : undefined,
  }),
  missing: (c, e) => ({
    period: c.period(),
    missing: e.list.every((word) => project.test(word)) ? e.projects() : e.number(),
  }),
};

export function parseLine(source) {
  const list = tokens(source);
  const arrow = list.indexOf('->');
  const left = new Cursor(arrow < 0 ? list : list.slice(0, arrow), source);
  const right = arrow < 0 ? null : new Cursor(list.slice(arrow + 1), source);
  const kind = left.word('an act');
  let step;
  if (kind === 'as') {
    const who = left.word('who acts');
    const act = left.word(`an act (${Object.keys(personActs).join(', ')})`, (word) =>
      Object.hasOwn(personActs, word),
    );
    if (!right) throw new StoryError('what a person does ends with "-> ok" or "-> refused WORD"');
    step = { kind: 'act', who, act, ...personActs[act](left), expected: personExpectation(right) };
  } else if (Object.hasOwn(checks, kind)) {
    if (!right) throw new StoryError(`${kind} needs "-> ..."`);
    step = { kind, ...checks[kind](left, right) };
  } else if (Object.hasOwn(lines, kind)) {
    if (right) throw new StoryError(`${kind} takes no "->"`);
    step = { kind, ...lines[kind](left) };
  } else {
    throw new StoryError(`unknown act '${kind}'`);
  }
  left.end();
  right?.end();
  return step;
}

// All steps of a story, each with its line number and its text.
export function parseStory(text) {
  const steps = [];
  text.split('\n').forEach((raw, index) => {
    const source = raw.replace(/(^|\s)#(?=([^"]*"[^"]*")*[^"]*$).*$/, '').trim();
    if (!source) return;
    try {
      steps.push({ line: index + 1, source: source.replace(/\s{2,}/g, '  '), ...parseLine(source) });
    } catch (error) {
      if (!(error instanceof StoryError)) throw error;
      throw new StoryError(`line ${index + 1}: ${error.message}: ${source}`);
    }
  });
  if (steps[0]?.kind !== 'story') throw new StoryError('the first line is story "title"');
  if (steps[1]?.kind !== 'setup') throw new StoryError('the second line is setup FILE');
  return steps;
}
