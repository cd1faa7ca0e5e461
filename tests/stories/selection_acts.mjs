// The acts and checks of the task board and the candidate pool; stories call candidates C1, C2 and tasks T1, T2.
import { Mismatch } from './mismatch.mjs';

const isCandidate = (word) => /^C\d+$/.test(word);
const isTask = (word) => /^T\d+$/.test(word);
const isDay = (word) => /^\d{4}-\d{2}-\d{2}$/.test(word);
const isNumber = (word) => /^\d+(\.\d+)?$/.test(word);

const candidate = (c) => c.word('a candidate such as C1', isCandidate);
const task = (c) => c.word('a task such as T1', isTask);

function numbers(c) {
  const found = [];
  while (typeof c.list[0] === 'string' && isNumber(c.list[0])) found.push(c.list.shift());
  return found;
}

// "T01=5 T02=4"
function shares(c) {
  const found = [];
  while (!c.empty) {
    const [unit, quantity] = c.word('a share such as T01=5', (word) => /^[A-Z]\d\d=\d+$/.test(word)).split('=');
    found.push({ unit, quantity });
  }
  return found;
}

export const selectionActs = {
  propose: (c) => ({
    candidate: candidate(c),
    name: c.text(),
    how: c.word('whole or bare', (word) => word === 'whole' || word === 'bare'),
    task: c.has('for') ? task(c) : undefined,
  }),
  complete: (c) => ({ candidate: candidate(c) }),
  starts_anew: (c) => ({ candidate: candidate(c), day: c.word('a day', isDay) }),
  weigh: (c) => ({ candidate: candidate(c), scores: numbers(c) }),
  choose: (c) => ({ candidate: candidate(c), period: c.period() }),
  foresees: (c) => ({ candidate: candidate(c), period: c.period() }),
  keep: (c) => ({ candidate: candidate(c), reason: c.optionalText() }),
  decline: (c) => ({ candidate: candidate(c), reason: c.optionalText() }),
  criteria: (c) => ({ weights: numbers(c) }),
  task: (c) => ({ task: task(c), name: c.text(), quantity: c.quantity() }),
  share: (c) => ({ task: task(c), shares: shares(c) }),
  link: (c) => ({ task: task(c), projects: c.projects() }),
};

export const selectionChecks = {
  candidate: (c, e) => ({
    candidate: candidate(c),
    state: e.word('a state', (word) => /^[a-z]+$/.test(word)),
    total: typeof e.list[0] === 'string' && isNumber(e.list[0]) ? e.list.shift() : undefined,
  }),
  task: (c, e) => ({
    task: task(c),
    on_wall: e.word('on_wall or off_wall', (word) => word === 'on_wall' || word === 'off_wall') === 'on_wall',
    lack: e.empty ? undefined : e.word('what is missing, or a difference'),
  }),
  wall: (c, e) => ({ period: c.period(), count: e.number() }),
};

export class SelectionPlay {
  constructor(county, viewer, campaign, idOfProject) {
    Object.assign(this, { county, viewer, campaign, idOfProject });
    this.candidates = new Map();
    this.tasks = new Map();
  }

  // What must not move when an act is refused.
  async subject() {
    const paths = [`${this.campaign}/candidates`, `${this.campaign}/tasks`, `${this.campaign}/projects?limit=200`];
    const parts = [];
    for (const path of paths) parts.push((await this.viewer.get(path)).text);
    return parts.join('\n');
  }

  async #directory() {
    this.names ??= await this.viewer.read(`${this.campaign}/directory`);
    return this.names;
  }

  async #body(step) {
    const names = await this.#directory();
    const post = names.organs.find((one) => one.kind === 'command_post').id;
    const bare = { name: step.name, reasons: '群众盼望' };
    if (step.task) bare.task = this.tasks.get(step.task);
    return step.how === 'bare' ? bare : { ...bare, ...this.#whole(names, post) };
  }

  #whole(names, post) {
    return {
      starts_on: '2026-02-24',
      finishes_on: '2027-03-31',
      annual_target: '主体完工',
      command_post: post,
      lead_unit: names.units[1].id,
      accountable_person: names.persons[0].id,
    };
  }

  async #candidate(key) {
    const id = this.candidates.get(key);
    const { items } = await this.viewer.read(`${this.campaign}/candidates`);
    return items.find((one) => one.id === id) ?? { id };
  }

  async #edit(actor, key, changes) {
    const now = await this.#candidate(key);
    const fields =
      'number name category place facts nature starts_on finishes_on annual_target annual_quantity ' +
      'quantity_unit command_post proposing_unit lead_unit accountable_person reasons news news_on task';
    const body = Object.fromEntries(fields.split(' ').map((field) => [field, now[field]]));
    return actor.write(
      'PUT',
      `${this.campaign}/candidates/${now.id}`,
      { ...body, ...changes },
      {
        headers: { 'if-match': `"${now.version}"` },
      },
    );
  }

  async #weigh(actor, step) {
    const { criteria } = await this.viewer.read(`${this.campaign}/selection-rule`);
    const scores = step.scores.map((score, index) => ({
      candidate: this.candidates.get(step.candidate),
      criterion: criteria[index].id,
      score,
    }));
    return actor.write('PUT', `${this.campaign}/weighings`, { scores });
  }

  async #decide(actor, step, decision, query = '') {
    const path = `${this.campaign}/candidates/${this.candidates.get(step.candidate)}/choices${query}`;
    return actor.write('POST', path, {
      decision,
      ...(step.reason === undefined ? {} : { reason: step.reason }),
      ...(step.period ? { period: step.period } : {}),
    });
  }

  async #criteria(actor, step) {
    const { version } = await this.viewer.read(`${this.campaign}/selection-rule`);
    const names = ['投资和体量', '前期工作深度', '群众受益', '带动效应'];
    const criteria = step.weights.map((weight, index) => ({
      name: names[index],
      measures: index === 0 ? 'quantity' : 'quality',
      weight: Number(weight),
      score_max: 10,
    }));
    return actor.write(
      'PUT',
      `${this.campaign}/selection-rule`,
      { enters_at_once: true, criteria },
      {
        headers: { 'if-match': `"${version}"` },
      },
    );
  }

  async #task(actor, step) {
    const names = await this.#directory();
    return actor.write('POST', `${this.campaign}/tasks`, {
      name: step.name,
      source_kind: 'handed_down',
      source: '市下达',
      owner: names.organs.find((one) => one.kind === 'command_post').id,
      effect: '如期完成',
      quantity: step.quantity,
      quantity_unit: step.quantity ? '个' : '',
    });
  }

  async #unit(key) {
    const { name } = this.county.units.get(key);
    return (await this.#directory()).units.find((one) => one.name === name).id;
  }

  async send(actor, step) {
    const taskPath = `${this.campaign}/tasks/${this.tasks.get(step.task)}`;
    switch (step.act) {
      case 'propose': {
        const answer = await actor.write('POST', `${this.campaign}/candidates`, await this.#body(step));
        if (answer.status === 201) this.candidates.set(step.candidate, answer.json.id);
        return answer;
      }
      case 'complete': {
        const names = await this.#directory();
        const post = names.organs.find((one) => one.kind === 'command_post').id;
        return this.#edit(actor, step.candidate, this.#whole(names, post));
      }
      case 'starts_anew':
        return this.#edit(actor, step.candidate, { news: 'started', news_on: step.day });
      case 'weigh':
        return this.#weigh(actor, step);
      case 'choose':
        return this.#decide(actor, step, 'chosen');
      case 'foresees':
        return this.#decide(actor, step, 'chosen', '?dry_run=true');
      case 'keep':
        return this.#decide(actor, step, 'kept');
      case 'decline':
        return this.#decide(actor, step, 'declined');
      case 'criteria':
        return this.#criteria(actor, step);
      case 'task': {
        const answer = await this.#task(actor, step);
        if (answer.status === 201) this.tasks.set(step.task, answer.json.id);
        return answer;
      }
      case 'share': {
        const list = [];
        for (const { unit, quantity } of step.shares) list.push({ unit: await this.#unit(unit), quantity });
        return actor.write('PUT', `${taskPath}/shares`, { shares: list });
      }
      default:
        return actor.write('PUT', `${taskPath}/projects`, { projects: step.projects.map(this.idOfProject) });
    }
  }

  // The answer must show the deed.
  checkResult(step, result) {
    const must = (what, expected, got) => {
      if (expected !== got) throw new Mismatch(`${what} ${expected}`, got);
    };
    if (step.act === 'propose') must('the name', step.name, result.name);
    if (step.act === 'choose') must('the state', 'chosen', result.candidate.state);
    if (step.act === 'foresees') must('not done', false, result.done);
    if (step.act === 'keep') must('the state', 'kept', result.candidate.state);
    if (step.act === 'decline') must('the state', 'declined', result.candidate.state);
    if (step.act === 'weigh') must('scores', step.scores.length, result.items[0].scores.length);
    if (step.act === 'share') must('shares', step.shares.length, result.shares.length);
    if (step.act === 'link') must('projects', step.projects.length, result.projects.length);
  }

  async on_candidate(step) {
    const now = await this.#candidate(step.candidate);
    if (now.state !== step.state) throw new Mismatch(step.state, now.state);
    if (step.total !== undefined && Number(now.total) !== Number(step.total)) throw new Mismatch(step.total, now.total);
  }

  async on_task(step) {
    const { items } = await this.viewer.read(`${this.campaign}/tasks`);
    const now = items.find((one) => one.id === this.tasks.get(step.task));
    if (now.on_wall !== step.on_wall) throw new Mismatch(`on the wall: ${step.on_wall}`, now.on_wall);
    if (step.lack === undefined) return;
    const lacks = [...now.lacks, ...now.projects.flatMap((one) => one.lacks)].map((one) => one.what);
    if (/^-?\d/.test(step.lack)) {
      if (now.share_difference !== step.lack) throw new Mismatch(step.lack, now.share_difference);
    } else if (!lacks.includes(step.lack)) throw new Mismatch(step.lack, lacks.join(' '));
  }

  async on_wall(step) {
    const projects = await this.viewer.readAll(`${this.campaign}/projects`);
    const count = projects.filter((one) => one.cells.find((cell) => cell.period === step.period)?.on_wall).length;
    if (count !== step.count) throw new Mismatch(`${step.count} projects`, count);
  }
}
