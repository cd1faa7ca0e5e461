// Plays the steps of a story against a running server. A step returns, or throws a Mismatch: expected and got.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, describe } from '../harness/client.mjs';
import { projectRoot } from '../harness/server.mjs';
import { Mismatch } from './mismatch.mjs';
import { selectionActs, SelectionPlay } from './selection_acts.mjs';

export { Mismatch };

const atOnce = 4;
const base = '/api/v1';

// "2026-01-28" and "12:00" at an offset of 480 minutes -> "2026-01-28T04:00:00Z"
export function instantOf(day, time, offsetMinutes) {
  const local = Date.parse(`${day}T${time}:00Z`);
  return new Date(local - offsetMinutes * 60_000).toISOString().replace('.000', '');
}

export function textOfSvg(svg) {
  return svg
    .replace(/<style[^]*?<\/style>|<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, '');
}

// A mechanism file with another version and effective day put in.
function mechanismText({ file, version, from }) {
  let text = readFileSync(join(projectRoot, file), 'utf8');
  if (version !== undefined) text = text.replace(/^version = .*$/m, `version = ${version}`);
  if (from !== undefined) text = text.replace(/^effective_from = .*$/m, `effective_from = "${from}"`);
  return text;
}

const same = (a, b) =>
  a === null || b === null || a === undefined || b === undefined
    ? (a ?? null) === (b ?? null)
    : Number(a) === Number(b);

async function eachOf(list, work) {
  const queue = [...list];
  const worker = async () => {
    while (queue.length) await work(queue.shift());
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

export class Play {
  constructor(county, server) {
    Object.assign(this, { county, server });
    this.people = new Map();
    this.remembered = new Map();
  }

  // Everybody who acts in `steps` logs in before the first of them, because a log-in is journaled as well.
  async open(steps = []) {
    this.viewer = await this.#person(this.county.who('officer@supervision_office'));
    const campaigns = await this.viewer.readAll(`${base}/campaigns`);
    const campaign = campaigns.find((one) => one.title === this.county.campaign.title);
    if (!campaign) throw new Mismatch(`the campaign ${this.county.campaign.title}`, JSON.stringify(campaigns));
    this.campaign = `${base}/campaigns/${campaign.id}`;
    const projects = await this.viewer.readAll(`${this.campaign}/projects`, 7);
    this.ids = new Map(projects.map((project) => [project.number, project.id]));
    this.selection = new SelectionPlay(this.county, this.viewer, this.campaign, (key) => this.#id(key));
    await eachOf(this.#cast(steps), (who) => this.#person(this.county.who(who)));
    this.mark = await this.#head();
  }

  #cast(steps) {
    const cast = new Set(steps.filter((step) => step.kind === 'act').map((step) => step.who));
    for (const { key } of steps.some((step) => step.kind === 'everyone') ? this.county.projects.values() : []) {
      cast.add(`clerk@lead(${key})`).add(`commander@post(${key})`);
    }
    const logins = new Map([...cast].map((who) => [JSON.stringify(this.county.who(who)), who]));
    return [...logins.values()];
  }

  async close() {
    for (const client of this.people.values()) client.close();
  }

  perform(step) {
    return this[`on_${step.kind}`](step);
  }

  // Clients

  async #person({ login, unit }) {
    const key = `${login}/${unit}`;
    if (!this.people.has(key)) {
      const client = new Client(this.server);
      if (login) {
        await client.logIn(login);
        if (unit) await client.actForUnit(unit);
        await client.useToken();
      }
      this.people.set(key, client);
    }
    return this.people.get(key);
  }

  #id(key) {
    const number = this.county.projectOf(key).number;
    const id = this.ids.get(number);
    if (!id) throw new Mismatch(`project ${number}`, 'no such project in the list');
    return id;
  }

  #project(key) {
    return `${base}/projects/${this.#id(key)}`;
  }

  async #head() {
    const head = await this.viewer.read(`${base}/journal/head`);
    return { entries: head.entries, text: `${head.entries} ${head.last_hash}` };
  }

  async #cell(key, period) {
    const project = await this.viewer.read(this.#project(key));
    const cell = project.cells.find((one) => one.period === period);
    if (!cell) throw new Mismatch(`a cell ${period} of ${key}`, project.cells.map((one) => one.period).join(' '));
    return cell;
  }

  // What must not move when an act is refused.
  async #subject(step) {
    const paths = step.project ? [this.#project(step.project)] : [this.campaign];
    if (step.period) paths.push(`${this.campaign}/periods/${step.period}`);
    if (step.file) paths.push(`${this.campaign}/mechanisms`);
    const parts = [];
    if (Object.hasOwn(selectionActs, step.act)) return this.selection.subject();
    for (const path of paths) parts.push((await this.viewer.get(path)).text);
    return parts.join('\n').replace(/"request_id":"[^"]*"/g, '');
  }

  // Acts of a person

  async on_act(step) {
    const actor = await this.#person(this.county.who(step.who));
    const head = await this.#head();
    const before = step.expected.refused ? await this.#subject(step) : null;
    const answer = await this.#send(actor, step);
    if (step.expected.refused) await this.#mustBeRefused(step, answer, head, before);
    else await this.#mustBeDone(step, answer, head);
  }

  async #send(actor, step) {
    if (Object.hasOwn(selectionActs, step.act)) return this.selection.send(actor, step);
    const cell = step.project && step.period ? `${this.#project(step.project)}/periods/${step.period}` : null;
    const verdict = {
      verdict: step.verdict,
      ...(step.quantity ? { verified_quantity: step.quantity } : {}),
      ...(step.reason === undefined ? {} : { reason: step.reason }),
      ...(step.asked ? { asked: step.asked } : {}),
      ...(step.cause ?? {}),
    };
    const remark = step.remark === undefined ? {} : { remark: step.remark };
    const corrections = `${this.campaign}/periods/${step.period}/corrections`;
    switch (step.act) {
      case 'report':
        return actor.write('PUT', `${cell}/report`, { text: step.text, quantity: step.quantity });
      case 'confirm':
        return actor.write('PUT', `${cell}/confirmation`, remark);
      case 'determine':
        return actor.write('PUT', `${cell}/determination`, verdict);
      case 'figures':
        return actor.write('PUT', `${cell}/figures`, { figures: step.asked });
      case 'edit':
        return this.#edit(actor, step);
      case 'publish':
        return actor.write('POST', `${this.campaign}/periods/${step.period}/publication`, remark);
      case 'correct':
        return actor.write('POST', corrections, { project: this.#id(step.project), ...verdict });
      case 'foresee':
        return actor.write('POST', `${corrections}?dry_run=true`, { project: this.#id(step.project), ...verdict });
      case 'rename':
        return this.#rename(actor, step);
      case 'adopt':
        return actor.write('POST', `${this.campaign}/mechanisms`, { text: mechanismText(step), ...remark });
      case 'foresee_adoption':
        return actor.write('POST', `${this.campaign}/mechanisms?dry_run=true`, { text: mechanismText(step) });
      default:
        return actor.get(this.#project(step.project));
    }
  }

  async #edit(actor, step) {
    const path = `${this.#project(step.project)}/record`;
    const now = await this.viewer.get(path);
    const body = { [step.field]: step.value === '-' ? null : step.value };
    return actor.write('PATCH', path, body, { headers: { 'if-match': now.headers.etag } });
  }

  async #rename(actor, step) {
    const now = await this.viewer.get(this.#project(step.project));
    return actor.write(
      'PATCH',
      this.#project(step.project),
      { name: step.name },
      { headers: { 'if-match': now.headers.etag } },
    );
  }

  async #mustBeRefused(step, answer, head, before) {
    const wanted = `refused ${step.expected.refused}`;
    if (answer.status < 400) throw new Mismatch(wanted, `ok (${answer.status})`);
    if (answer.json?.word !== step.expected.refused) throw new Mismatch(wanted, describe(answer));
    this.#checkItems(step.expected.items, answer.json);
    const now = await this.#head();
    if (now.text !== head.text) throw new Mismatch(`the journal at ${head.text}`, now.text);
    if ((await this.#subject(step)) !== before)
      throw new Mismatch('an unchanged record', 'a changed one, though the act was refused');
  }

  #checkItems(wanted, problem) {
    if (wanted === undefined) return;
    const items = problem.items ?? [];
    const count = Array.isArray(wanted) ? wanted.length : wanted;
    if (items.length !== count)
      throw new Mismatch(`${count} items`, `${items.length}: ${items.map((item) => item.where).join(', ')}`);
    for (const key of Array.isArray(wanted) ? wanted : []) {
      const { number, name } = this.county.projectOf(key);
      const names = [`project ${this.#id(key)}`, number, name];
      if (!items.some((item) => names.some((text) => item.where === text || item.detail.includes(text)))) {
        throw new Mismatch(`${number} among the items`, JSON.stringify(items).slice(0, 300));
      }
    }
  }

  async #mustBeDone(step, answer, head) {
    if (answer.status >= 300) throw new Mismatch('ok', describe(answer));
    const now = await this.#head();
    const writes = !['foresee', 'foresees', 'sees', 'foresee_adoption'].includes(step.act);
    if (writes !== now.entries > head.entries) {
      throw new Mismatch(
        writes ? 'an entry in the journal' : 'no entry in the journal',
        `${head.entries} -> ${now.entries} entries`,
      );
    }
    this.#checkResult(step, answer.json);
  }

  #checkResult(step, result) {
    if (Object.hasOwn(selectionActs, step.act)) return this.selection.checkResult(step, result);
    const must = (what, expected, got, equal = expected === got) => {
      if (!equal) throw new Mismatch(`${what} ${expected}`, got);
    };
    if (step.act === 'report') {
      must('the text', step.text, result.report?.text);
      must('the quantity', step.quantity, result.report.quantity, same(step.quantity, result.report.quantity));
    }
    if (step.act === 'confirm') must('a confirmation', true, result.confirmation !== null);
    if (step.act === 'determine') must('the verdict', step.verdict, result.determination?.verdict);
    if (step.act === 'publish') must('the period', step.period, result.period);
    if (step.act === 'rename') must('the name', step.name, result.name);
    if (step.act === 'adopt') must('the remark', step.remark, result.adopted?.remark);
    if (step.expected.judges) {
      must('the periods', step.expected.judges.join(' '), [result.periods[0], result.periods.at(-1)].join(' '));
    }
    if (step.act === 'correct' || step.act === 'foresee') {
      must('the verdict', step.verdict, result.verdict_after);
      const shown = (list) => list.map((one) => `${one.period} ${one.before}->${one.after}`).join(', ');
      if (step.expected.changes) must('the changes', shown(step.expected.changes), shown(result.changes));
    }
  }

  // Acts of many, so that a story stays readable

  async on_everyone(step) {
    const moved = await this.#head();
    const list = [...this.county.projects.values()].filter(
      (project) =>
        !step.except.includes(project.key) &&
        this.county.onWall(project, step.period) &&
        this.county.planOf(project, step.period),
    );
    await eachOf(list, async (project) => {
      const plan = this.county.planOf(project, step.period);
      const clerk = await this.#person(this.county.who(`clerk@lead(${project.key})`));
      const report = { text: plan.text || '按计划完成', quantity: plan.quantity ?? null };
      this.#expectOk(
        await clerk.write('PUT', `${this.#project(project.key)}/periods/${step.period}/report`, report),
      );
    });
    await this.#expectEntries(moved, list.length);
  }

  async on_posts(step) {
    const items = await this.#board(step, (cell) => cell.report && !cell.confirmation);
    await eachOf(items, async ({ key, cell }) => {
      const commander = await this.#person(this.county.who(`commander@post(${key})`));
      this.#expectOk(await commander.write('PUT', `${this.#project(key)}/periods/${cell.period}/confirmation`, {}));
    });
  }

  // A figure that the rules ask of headquarters, for each verdict that stands already.
  async on_headquarters(step) {
    const items = await this.#board(step, (cell) => cell.determination);
    const chief = await this.#person(this.county.who('chief'));
    await eachOf(items, async ({ key }) => {
      const body = { figures: { [step.measure]: String(step.figure) } };
      this.#expectOk(await chief.write('PUT', `${this.#project(key)}/periods/${step.period}/figures`, body));
    });
  }

  // What the engine leaves open (plans in words) is met.
  async on_office(step) {
    const items = await this.#board(step, (cell) => !cell.determination);
    const officer = await this.#person(this.county.who('officer@supervision_office'));
    await eachOf(items, async ({ key, cell, proposal }) => {
      const verdict = proposal.verdict ?? 'met';
      const quantity = verdict === 'no_target' ? null : (cell.report?.quantity ?? null);
      const body = {
        verdict,
        ...(quantity === null ? {} : { verified_quantity: quantity }),
        ...(verdict === 'missed' ? { reason: '按核实数认定' } : {}),
      };
      this.#expectOk(
        await officer.write('PUT', `${this.#project(key)}/periods/${cell.period}/determination`, body),
      );
    });
  }

  async #board(step, test) {
    const board = await this.viewer.read(`${this.campaign}/periods/${step.period}`);
    const keys = new Map([...this.county.projects.values()].map((project) => [project.number, project.key]));
    return board.items
      .map((item) => ({ ...item, key: keys.get(item.project.number) }))
      .filter((item) => item.cell.on_wall && !step.except.includes(item.key) && test(item.cell));
  }

  #expectOk(answer) {
    if (answer.status >= 300) throw new Mismatch('ok', describe(answer));
  }

  async #expectEntries(before, count) {
    const now = await this.#head();
    if (now.entries - before.entries < count)
      throw new Mismatch(`${count} entries more`, `${now.entries - before.entries}`);
  }

  // Checks

  async on_published(step) {
    const publication = await this.viewer.read(`${this.campaign}/periods/${step.period}/publication`);
    const got = {};
    for (const { card } of publication.cards) got[card.card] = (got[card.card] ?? 0) + 1;
    this.#sameCounts(step.counts, got);
    const campaign = await this.viewer.read(this.campaign);
    const { blue, yellow, red } = campaign.periods.find((one) => one.period === step.period);
    this.#sameCounts({ ...step.counts, none: 0 }, { blue, yellow, red }, 'in the campaign: ');
  }

  #sameCounts(wanted, got, where = '') {
    const shown = (counts) =>
      ['blue', 'yellow', 'red', 'none']
        .filter((card) => counts[card])
        .map((card) => `${card} ${counts[card]}`)
        .join(' ');
    if (shown(wanted) !== shown(got)) throw new Mismatch(where + shown(wanted), shown(got));
  }

  async on_card(step) {
    const { card } = await this.#cell(step.project, step.period);
    if (!card) throw new Mismatch(step.card, 'not published');
    if (card.card !== step.card) throw new Mismatch(step.card, `${card.card}: ${card.why}`);
    if (step.why && !card.why.includes(step.why)) throw new Mismatch(`"${step.why}" in the why`, card.why);
    if (step.run !== undefined && card.missed_run !== step.run)
      throw new Mismatch(`a run of ${step.run}`, card.missed_run);
  }

  async on_proposal(step) {
    const items = await this.#board({ period: step.period, except: [] }, () => true);
    const item = items.find((one) => one.key === step.project);
    if (!item) throw new Mismatch(`${step.project} on the board`, 'not there');
    const verdict = item.proposal.verdict ?? 'open';
    if (verdict !== step.verdict) throw new Mismatch(step.verdict, `${verdict}: ${item.proposal.why}`);
    if (step.why && !item.proposal.why.includes(step.why))
      throw new Mismatch(`"${step.why}" in the why`, item.proposal.why);
  }

  on_candidate(step) {
    return this.selection.on_candidate(step);
  }

  on_task(step) {
    return this.selection.on_task(step);
  }

  on_wall(step) {
    return this.selection.on_wall(step);
  }

  async on_state(step) {
    const board = await this.viewer.read(`${this.campaign}/periods/${step.period}`);
    if (board.state !== step.state) throw new Mismatch(step.state, board.state);
  }

  // By which version of the mechanism a published period was judged.
  async on_judged(step) {
    const { mechanism } = await this.viewer.read(`${this.campaign}/periods/${step.period}/publication`);
    if (!mechanism.endsWith(` ${step.version}`)) throw new Mismatch(`version ${step.version}`, mechanism);
  }

  // The card of the lead unit, or of the command post, of a project.
  async #rolledUp(step, list, name) {
    const publication = await this.viewer.read(`${this.campaign}/periods/${step.period}/publication`);
    const found = publication[list].find((one) => one.name === name);
    if (!found) throw new Mismatch(`${name} among the ${list}`, publication[list].map((one) => one.name).join(' '));
    if (found.card !== step.card) throw new Mismatch(step.card, `${found.card}: ${found.why}`);
    if (step.why && !found.why.includes(step.why)) throw new Mismatch(`"${step.why}" in the why`, found.why);
  }

  on_unit(step) {
    const { lead_unit: unit } = this.county.projectOf(step.project);
    return this.#rolledUp(step, 'units', this.county.units.get(unit).name);
  }

  on_post(step) {
    const { command_post: post } = this.county.projectOf(step.project);
    return this.#rolledUp(step, 'posts', this.county.organ.find((organ) => organ.key === post).name);
  }

  async on_effects(step) {
    const { effects } = await this.viewer.read(`${this.campaign}/periods/${step.period}/publication`);
    const id = this.#id(step.project);
    const found = effects.filter((one) => one.subject === 'project' && one.id === id);
    const told = found.map((one) => one.text).join(' ');
    if (found.length !== step.count) throw new Mismatch(`${step.count} effects`, `${found.length}: ${told}`);
    if (step.text && !told.includes(step.text)) throw new Mismatch(`"${step.text}" among them`, told);
  }

  async on_simulated(step) {
    const head = await this.#head();
    const answer = await this.viewer.request('POST', `${this.campaign}/mechanism-simulations`, {
      bytes: Buffer.from(mechanismText(step)),
      contentType: 'application/toml',
    });
    if (answer.status !== 200) throw new Mismatch('a simulation', describe(answer));
    for (const kind of ['projects', 'units', 'posts']) {
      if (!step[kind]) continue;
      const { changed_cells, changed_rows } = answer.json[kind];
      const got = `${kind} ${changed_cells} ${changed_rows}`;
      const wanted = `${kind} ${step[kind].join(' ')}`;
      if (got !== wanted) throw new Mismatch(wanted, got);
    }
    if ((await this.#head()).text !== head.text) throw new Mismatch('no trace of the simulation', 'the journal moved');
  }

  async on_version(step) {
    const { items } = await this.viewer.read(`${this.campaign}/mechanisms`);
    const found = items.find((item) => item.version === step.version);
    if (found?.state !== step.state) throw new Mismatch(step.state, found?.state ?? 'no such version');
    const span = [found.periods[0], found.periods.at(-1)].join(' ');
    if (step.judges && span !== step.judges.join(' ')) throw new Mismatch(step.judges.join(' '), span);
  }

  async on_missing(step) {
    const board = await this.viewer.read(`${this.campaign}/periods/${step.period}`);
    const got = board.missing
      .map((project) => project.number)
      .sort()
      .join(' ');
    if (Array.isArray(step.missing)) {
      const wanted = step.missing
        .map((key) => this.county.projectOf(key).number)
        .sort()
        .join(' ');
      if (got !== wanted) throw new Mismatch(wanted, got);
    } else if (board.missing.length !== step.missing) {
      throw new Mismatch(step.missing, `${board.missing.length}: ${got}`);
    }
  }

  async on_journal(step) {
    const now = await this.#head();
    const by = now.entries - this.mark.entries;
    const fits =
      step.how === 'unmoved' ? now.text === this.mark.text : step.by === undefined ? by > 0 : by === step.by;
    const before = this.mark;
    this.mark = now;
    if (!fits)
      throw new Mismatch(
        `${step.how}${step.by === undefined ? '' : ` by ${step.by}`} since the last look (${before.entries})`,
        now.entries,
      );
  }

  async on_chart(step) {
    const client = step.audience === 'open' ? await this.#person({ login: null, unit: null }) : this.viewer;
    let text = '';
    for (let page = 1, pages = 1; page <= pages; ++page) {
      const query = `medium=paper&surface=svg&audience=${step.audience}&as_of=${step.day}&page=${page}`;
      const answer = await client.get(`${this.campaign}/charts/progress?${query}`);
      if (answer.status !== 200) throw new Mismatch('a chart', describe(answer));
      pages = Number(answer.headers['x-chart-pages']);
      text += answer.text;
    }
    const words = textOfSvg(text);
    if (step.how === 'contains' && !words.includes(step.value.replace(/\s+/g, '')))
      throw new Mismatch(`"${step.value}"`, words.slice(0, 200));
    if (step.how === 'lacks' && words.includes(step.value.replace(/\s+/g, '')))
      throw new Mismatch(`no "${step.value}"`, 'it stands there');
    const hash = createHash('sha256').update(text).digest('hex');
    if (step.how === 'remember') this.remembered.set(step.value, hash);
    if (step.how === 'equals' && this.remembered.get(step.value) !== hash)
      throw new Mismatch(`the chart '${step.value}', byte for byte`, 'another one');
  }
}
