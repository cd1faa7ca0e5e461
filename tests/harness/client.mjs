// An HTTPS client that trusts the server's own root, keeps cookies, and holds every answer against the contract.
import https from 'node:https';
import { randomBytes } from 'node:crypto';
import { Contract } from './contract.mjs';
import { demoPassword } from './server.mjs';

export const contract = new Contract();

export class ContractBroken extends Error {}

// A fresh key for one write; send it again to repeat that write.
export const idempotencyKey = () => randomBytes(16).toString('hex');

// An answer that is not what the test asked for says what it was.
export function describe(answer) {
  const what = answer.json?.word ? `${answer.json.word}: ${answer.json.detail}` : answer.text.slice(0, 300);
  return `${answer.method} ${answer.path} -> ${answer.status} ${what}`;
}

export class Client {
  // language: Accept-Language of every request; check: hold answers against the contract.
  constructor(server, { language = 'zh-Hans', check = true } = {}) {
    this.server = server;
    this.language = language;
    this.check = check;
    this.cookies = new Map();
    this.agent = new https.Agent({ ca: server.ca, keepAlive: true, maxSockets: 6 });
  }

  // options: json or bytes as body, headers, contentType, key (Idempotency-Key), bearer.
  async request(method, path, options = {}) {
    const url = new URL(path, this.server.origin);
    const body = options.json === undefined ? options.bytes : Buffer.from(JSON.stringify(options.json));
    const headers = this.#headers(body, options);
    const raw = await this.#send(method, url, headers, body);
    this.#keepCookies(raw.headers['set-cookie'] ?? []);
    const answer = { method, path: url.pathname + url.search, ...raw, text: raw.bytes.toString('utf8') };
    if (/json/.test(raw.headers['content-type'] ?? '') && raw.bytes.length) answer.json = parseJson(answer.text);
    if (this.check) {
      const flaws = contract.flaws(method, url.pathname, answer, headers);
      if (flaws.length) throw new ContractBroken(`${describe(answer)}\n  ${flaws.join('\n  ')}`);
    }
    return answer;
  }

  #headers(body, options) {
    const headers = { 'accept-language': this.language };
    if (body) {
      headers['content-type'] = options.contentType ?? 'application/json';
      headers['content-length'] = String(body.length);
    }
    if (options.key) headers['idempotency-key'] = options.key;
    const bearer = options.bearer ?? this.bearer;
    if (bearer) headers.authorization = `Bearer ${bearer}`;
    else if (this.cookies.size)
      headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = value;
    return headers;
  }

  #send(method, url, headers, body) {
    return new Promise((resolve, reject) => {
      const request = https.request(url, { method, headers, agent: this.agent }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(parts) }),
        );
      });
      request.setTimeout(60_000, () =>
        request.destroy(new Error(`${method} ${url.pathname}: no answer within 60 s`)),
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  #keepCookies(lines) {
    for (const line of lines) {
      const [pair, ...attributes] = line.split(';');
      const name = pair.slice(0, pair.indexOf('=')).trim();
      const value = pair.slice(pair.indexOf('=') + 1).trim();
      const over = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
      if (over || value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  get(path, options) {
    return this.request('GET', path, options);
  }

  // A GET that must succeed; gives the parsed body.
  async read(path) {
    const answer = await this.get(path);
    if (answer.status !== 200) throw new Error(describe(answer));
    return answer.json;
  }

  // All items of a list, page by page.
  async readAll(path, limit = 200) {
    const items = [];
    let after = null;
    do {
      const separator = path.includes('?') ? '&' : '?';
      const page = await this.read(
        `${path}${separator}limit=${limit}${after === null ? '' : `&after=${encodeURIComponent(after)}`}`,
      );
      items.push(...page.items);
      after = page.next;
    } while (after !== null);
    return items;
  }

  // A write with a key of its own.
  write(method, path, json, options = {}) {
    return this.request(method, path, { key: idempotencyKey(), json, ...options });
  }

  async logIn(login, password = demoPassword) {
    const answer = await this.request('POST', '/api/v1/session', { json: { login, password } });
    if (answer.status !== 201) throw new Error(describe(answer));
    this.session = answer.json;
    return this;
  }

  // Acts for the post in the unit of that name, where the person holds several.
  async actForUnit(unit) {
    if (this.session.tenure?.unit === unit) return this;
    const tenure = this.session.tenures.find((one) => one.unit === unit);
    if (!tenure) throw new Error(`${this.session.login} holds no post in ${unit}`);
    const answer = await this.write('PUT', '/api/v1/session/tenure', { tenure: tenure.id });
    if (answer.status !== 200) throw new Error(describe(answer));
    this.session = answer.json;
    return this;
  }

  // Goes on with a token for programs, which outlives the session.
  async useToken(days = 366) {
    const answer = await this.write('POST', '/api/v1/tokens', { name: 'tests', days });
    if (answer.status !== 201) throw new Error(describe(answer));
    this.bearer = answer.json.token;
    return this;
  }

  // Opens a stream of server-sent events; `next(test)` gives the first event that passes.
  events(path, options = {}) {
    return EventReader.open(this, path, this.#headers(null, options));
  }

  close() {
    this.agent.destroy();
  }
}

export class EventReader {
  static open(client, path, headers) {
    const url = new URL(path, client.server.origin);
    return new Promise((resolve, reject) => {
      const agent = new https.Agent({ ca: client.server.ca });
      const request = https.request(
        url,
        { headers: { ...headers, accept: 'text/event-stream' }, agent },
        (response) => {
          if (response.statusCode === 200) contract.exercised.add('events');
          resolve(new EventReader(request, response));
        },
      );
      request.on('error', reject);
      request.end();
    });
  }

  constructor(request, response) {
    Object.assign(this, { request, response, status: response.statusCode, headers: response.headers });
    this.events = [];
    this.waiting = [];
    let rest = '';
    response.setEncoding('utf8');
    response.on('error', () => {});
    request.on('error', () => {});
    response.on('data', (text) => {
      const frames = (rest + text).split('\n\n');
      rest = frames.pop();
      for (const frame of frames) this.#arrive(parseFrame(frame));
    });
  }

  #arrive(event) {
    if (event === null) return;
    event.at = performance.now();
    this.events.push(event);
    for (const waiter of [...this.waiting]) if (waiter.test(event)) waiter.give(event);
  }

  // Looks at what has come already, then waits.
  next(test = () => true, seconds = 20) {
    const seen = this.events.find(test);
    if (seen) return Promise.resolve(seen);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no such event within ${seconds} s; there were ${this.events.length}`)),
        seconds * 1000,
      );
      const waiter = {
        test,
        give: (event) => {
          clearTimeout(timer);
          this.waiting.splice(this.waiting.indexOf(waiter), 1);
          resolve(event);
        },
      };
      this.waiting.push(waiter);
    });
  }

  close() {
    this.request.destroy();
  }
}

// null for a comment (the heartbeat).
export function parseFrame(text) {
  const event = { event: 'message', id: null, data: '' };
  let fields = 0;
  for (const line of text.split('\n')) {
    const found = /^(id|event|data): ?(.*)$/.exec(line);
    if (!found) continue;
    fields += 1;
    if (found[1] === 'data') event.data += found[2];
    else event[found[1]] = found[2];
  }
  return fields ? event : null;
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
