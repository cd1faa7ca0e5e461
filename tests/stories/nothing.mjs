// Stories that begin with an empty installation: `setup nothing CODE "NAME" LOGIN`. Everything is built through the
// API by the acts below; see README.md. Whatever is refused must leave the journal as it was.
import { Client, describe } from '../harness/client.mjs';
import { demoPassword } from '../harness/server.mjs';
import { StoryError } from './parse.mjs';
import { Mismatch } from './play.mjs';

const base = '/api/v1';
const nouns = {
  unit: 'units',
  person: 'people',
  tenure: 'tenures',
  account: 'accounts',
  campaign: 'campaigns',
};

// Words, "quoted texts" and name=value pairs of a line.
export function words(line) {
  const found = [];
  const pattern = /\s*(?:([\w.]+)=("[^"]*"|\S+)|("[^"]*")|(\S+))/gy;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    const bare = (text) => (text.startsWith('"') ? text.slice(1, -1) : text);
    if (match[1] !== undefined) found.push({ name: match[1], value: bare(match[2]) });
    else found.push(bare(match[3] ?? match[4]));
  }
  return found;
}

export function parseNothing(text) {
  const steps = [];
  text.split('\n').forEach((raw, index) => {
    const source = raw.replace(/(^|\s)#(?=([^"]*"[^"]*")*[^"]*$).*$/, '').trim();
    if (!source) return;
    const [act, expected] = source.split(/\s+->\s+/);
    const list = words(act);
    const fields = Object.fromEntries(list.filter((one) => one.name).map((one) => [one.name, one.value]));
    const plain = list.filter((one) => typeof one === 'string');
    if (plain[0] === 'as' && !expected)
      throw new StoryError(`line ${index + 1}: what a person does ends with -> : ${source}`);
    steps.push({ line: index + 1, source, words: plain, fields, expected });
  });
  if (steps[0]?.words[0] !== 'story' || steps[1]?.words[1] !== 'nothing')
    throw new StoryError('the first lines are story "title" and setup nothing CODE "NAME" LOGIN');
  return steps;
}

export class FromNothing {
  constructor(server) {
    Object.assign(this, { server, ids: new Map(), people: new Map() });
  }

  async open(login) {
    this.admin = await (await this.#logIn(login, demoPassword)).useToken();
    const [root] = (await this.admin.read(`${base}/units`)).items;
    this.ids.set('county', root.id);
  }

  close() {
    for (const client of this.people.values()) client.close();
  }

  async #logIn(login, password) {
    const client = new Client(this.server);
    await client.logIn(login, password);
    this.people.set(login, client);
    return client;
  }

  #id(key) {
    if (!this.ids.has(key)) throw new StoryError(`nothing is called ${key} yet`);
    return this.ids.get(key);
  }

  // "@bridge" is the id of what was added as bridge; true and numbers are what they say.
  #value(text) {
    if (text.startsWith('@')) return this.#id(text.slice(1));
    if (text === 'true' || text === 'false') return text === 'true';
    return text;
  }

  #body(fields, numbers = ['year', 'sequence']) {
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        numbers.includes(name) ? Number(value) : this.#value(value),
      ]),
    );
  }

  async perform(step) {
    const [first, who, act, ...rest] = step.words;
    if (first === 'card') return this.#card(step, [who, act]);
    if (first !== 'as') throw new StoryError(`unknown line: ${step.source}`);
    const client = this.people.get(who);
    if (!client) throw new StoryError(`${who} has no log-in yet`);
    const head = async () => JSON.stringify(await this.admin.read(`${base}/journal/head`));
    const before = await head();
    const answer = await this[`act_${act}`](client, rest, step);
    const [kind, word] = step.expected.split(' ');
    if (kind === 'ok') {
      if (answer.status >= 300)
        throw new Mismatch('ok', describe(answer) + JSON.stringify(answer.json?.items ?? ''));
      if ((await head()) === before) throw new Mismatch('an entry in the journal', 'none');
      return;
    }
    if (answer.status < 400) throw new Mismatch(step.expected, `ok (${answer.status})`);
    const got = [answer.json?.word, ...(answer.json?.items ?? []).map((item) => item.word)];
    if (!got.includes(word)) throw new Mismatch(step.expected, got.join(' '));
    if ((await head()) !== before) throw new Mismatch('an unmoved journal', 'it moved');
  }

  async act_adds(client, [noun, key], { fields }) {
    const campaign = () => `${base}/campaigns/${this.#id('campaign')}`;
    const path = nouns[noun] ? `${base}/${nouns[noun]}` : `${campaign()}/${noun}s`;
    const body = this.#body(fields);
    if (noun === 'project') this.#roles(body);
    const answer = await client.write('POST', path, body);
    if (answer.status < 300) this.#keep(noun, key, answer.json);
    return answer;
  }

  #roles(body) {
    body.units = [{ unit: body.lead, role: 'lead_unit' }];
    if (body.partner) body.units.push({ unit: body.partner, role: 'partner_unit', undertaking: '配合' });
    if (body.accountable) body.persons = [{ person: body.accountable, role: 'accountable_person' }];
    if (body.plan) {
      body.plan = body.plan.split(',').map((one) => {
        const [period, quantity] = one.split(':');
        return { period, text: '按计划推进', quantity };
      });
    }
    for (const name of ['lead', 'partner', 'accountable']) delete body[name];
  }

  #keep(noun, key, record) {
    this.ids.set(key, record.id);
    if (noun === 'person' && record.tenures[0]) this.ids.set(`${key}.post`, record.tenures[0].id);
    if (noun !== 'campaign') return;
    for (const organ of record.organs) this.ids.set(organ.kind, organ.id);
  }

  #patch(client, path, body) {
    return client.write('PATCH', path, body, { headers: { 'if-match': '"*"' } });
  }

  act_edits(client, [noun, key], { fields }) {
    const item = nouns[noun] ? `${nouns[noun]}/${this.#id(key)}` : `projects/${this.#id(key)}/record`;
    return this.#patch(client, `${base}/${item}`, this.#body(fields));
  }

  act_seats(client, [tenure, role, organ], { fields }) {
    const members = [{ tenure: this.#id(tenure), role, ...fields }];
    return this.#patch(client, `${base}/campaigns/${this.#id('campaign')}/organs/${this.#id(organ)}`, {
      members,
    });
  }

  // The person takes the one-time password and chooses another.
  async act_gives(client, [, key]) {
    const answer = await client.write('POST', `${base}/accounts/${this.#id(key)}/password`);
    if (answer.status >= 300) return answer;
    const { login, password } = answer.json;
    const person = await this.#logIn(login, password);
    const early = await person.get(`${base}/campaigns`);
    if (early.json?.word !== 'password_change_required')
      throw new Mismatch('password_change_required', describe(early));
    const changed = await person.write('PUT', `${base}/session/password`, { old: password, new: demoPassword });
    if (changed.status < 300) await person.useToken(); // sessions end before a story does
    return changed;
  }

  act_names(client, [, holder, officer, project], { fields }) {
    const body = {
      holder: this.#id(holder),
      officer: this.#id(officer),
      projects: [this.#id(project)],
      ...fields,
    };
    return client.write('PUT', `${base}/campaigns/${this.#id('campaign')}/substitutes`, body);
  }

  #cell(project, period, leaf) {
    return `${base}/projects/${this.#id(project)}/periods/${period}/${leaf}`;
  }

  act_reports(client, [project, period, quantity, text]) {
    return client.write('PUT', this.#cell(project, period, 'report'), { text, quantity });
  }

  act_confirms(client, [project, period]) {
    return client.write('PUT', this.#cell(project, period, 'confirmation'), {});
  }

  act_determines(client, [project, period, verdict, quantity]) {
    const body = { verdict, verified_quantity: quantity, reason: '现场核实' };
    return client.write('PUT', this.#cell(project, period, 'determination'), body);
  }

  act_publishes(client, [period]) {
    return client.write(
      'POST',
      `${base}/campaigns/${this.#id('campaign')}/periods/${period}/publication`,
      {},
    );
  }

  async #card(step, [project, period]) {
    const client = [...this.people.values()].at(-1);
    const { cells } = await client.read(`${base}/projects/${this.#id(project)}`);
    const card = cells.find((one) => one.period === period)?.card?.card ?? 'none';
    if (card !== step.expected) throw new Mismatch(step.expected, card);
  }
}
