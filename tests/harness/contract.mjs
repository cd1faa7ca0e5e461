// The contract as a test sees it: which operation a request is, and whether an answer keeps what is promised.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

export const contractPath = fileURLToPath(new URL('../../api/openapi.yaml', import.meta.url));
const methods = ['get', 'put', 'post', 'patch', 'delete'];

const pointer = (...parts) =>
  '#/' + parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

export class Contract {
  constructor(document = parse(readFileSync(contractPath, 'utf8'))) {
    this.document = document;
    this.exercised = new Set();
    this.ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
    addFormats.default(this.ajv);
    this.ajv.addSchema(document, 'contract');
    this.validators = new Map();
    this.operations = [];
    for (const [path, item] of Object.entries(document.paths)) {
      const pattern = new RegExp('^' + path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+') + '$');
      for (const method of methods.filter((name) => item[name])) {
        const operation = item[method];
        this.operations.push({
          id: operation.operationId,
          method,
          path,
          pattern,
          operation,
          fixed: path.replace(/\{[^}]+\}/g, '').length,
          anonymous:
            (operation.security ?? document.security ?? []).some((way) => Object.keys(way).length === 0) ||
            operation.security?.length === 0,
        });
      }
    }
  }

  // The operation of a request; HEAD is looked up as GET.
  find(method, path) {
    const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
    return this.operations
      .filter((operation) => operation.method === wanted && operation.pattern.test(path))
      .sort((a, b) => b.fixed - a.fixed)[0];
  }

  byId(id) {
    const found = this.operations.find((operation) => operation.id === id);
    if (!found) throw new Error(`the contract has no operation ${id}`);
    return found;
  }

  // What an answer breaks, as sentences; an empty list means that it keeps the contract.
  // answer: {status, headers (lower-case names), json (parsed or undefined), bytes}; asked: headers of the request.
  flaws(method, path, answer, asked = {}) {
    const found = this.find(method, path);
    if (!found) return path.startsWith('/api/') ? [`${method} ${path} is not in the contract`] : [];
    this.exercised.add(found.id);
    if (answer.status === 304) {
      return found.method === 'get' && asked['if-none-match'] ? [] : ['304 without If-None-Match in the request'];
    }
    const where = this.#response(found, answer.status);
    if (!where) return [`status ${answer.status} is not documented for ${found.id}`];
    const flaws = this.#headerFlaws(found, where, answer);
    return flaws.concat(method === 'HEAD' ? this.#headFlaws(answer) : this.#bodyFlaws(found, where, answer));
  }

  #resolve(node, at) {
    if (!node?.$ref) return { node, at };
    const parts = node.$ref.slice(2).split('/');
    return { node: parts.reduce((part, key) => part[key], this.document), at: parts };
  }

  // `default` stands for refusals and faults, never for a success.
  #response(found, status) {
    const responses = found.operation.responses;
    const key = responses[status] ? String(status) : status >= 400 && responses.default ? 'default' : null;
    return key && this.#resolve(responses[key], ['paths', found.path, found.method, 'responses', key]);
  }

  #headerFlaws(found, where, answer) {
    const missing = Object.keys(where.node.headers ?? {})
      .filter((name) => name === 'ETag' || answer.headers['content-type']?.startsWith('image/svg'))
      .filter((name) => answer.headers[name.toLowerCase()] === undefined)
      .map((name) => `header ${name} is missing`);
    return answer.headers['x-request-id'] ? missing : [...missing, 'header X-Request-Id is missing'];
  }

  #headFlaws(answer) {
    return answer.bytes?.length ? ['HEAD answered with a body'] : [];
  }

  #bodyFlaws(found, where, answer) {
    const documented = where.node.content;
    if (!documented)
      return answer.bytes?.length ? [`${answer.status} of ${found.id} has no body in the contract`] : [];
    const type = (answer.headers['content-type'] ?? '').split(';')[0].trim();
    if (!documented[type])
      return [`content type '${type}' is not documented; ${Object.keys(documented).join(', ')} is`];
    if (!type.endsWith('json')) return answer.bytes?.length ? [] : ['the body is empty'];
    if (answer.json === undefined) return ['the body is no JSON'];
    const flaws = this.#schemaFlaws([...where.at, 'content', type, 'schema'], answer.json);
    if (type === 'application/problem+json' && answer.json.status !== answer.status) {
      flaws.push(`the problem says status ${answer.json.status}, the answer has ${answer.status}`);
    }
    return flaws;
  }

  #schemaFlaws(at, value) {
    const reference = 'contract' + pointer(...at);
    if (!this.validators.has(reference)) this.validators.set(reference, this.ajv.compile({ $ref: reference }));
    const validate = this.validators.get(reference);
    if (validate(value)) return [];
    return validate.errors
      .slice(0, 6)
      .map(
        (error) =>
          `${error.instancePath || '/'} ${error.message}` +
          (error.params.additionalProperty ? ` '${error.params.additionalProperty}'` : ''),
      );
  }

  // Operations that no request has touched so far.
  untouched() {
    return this.operations.map((operation) => operation.id).filter((id) => !this.exercised.has(id));
  }
}
