// Starts the real binary on a data folder of its own, and stops it; a sanitizer report or an unclean end is an error.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
export const demoPassword = 'zhantu-demo-2026';
// A moment after the demo county's last published month, while the next one runs.
export const demoNow = '2026-10-20T04:00:00Z';
const startSecondsMax = 120;
const stopSecondsMax = 30;

const report =
  /(ERROR: (Address|Leak|Memory)Sanitizer|WARNING: ThreadSanitizer|runtime error:|SUMMARY: \w+Sanitizer).*/;

// The first line of a sanitizer's report in a program's standard error, or null.
export function sanitizerReport(text) {
  return report.exec(text)?.[0] ?? null;
}

export function binaryPath() {
  const path = process.env.ZHANTU_BINARY;
  if (!path) throw new Error('ZHANTU_BINARY names no program; ./dev test sets it');
  if (!existsSync(path)) throw new Error(`there is no program at ${path}; ./dev build makes it`);
  return path;
}

// Runs one command of the binary to its end; standard output comes back as text.
export async function runCommand(binary, args, { env = {}, seconds = 300 } = {}) {
  const child = spawn(binary, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let error = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (error += data));
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...how) => resolve(how));
  });
  clearTimeout(timer);
  const name = `zhantu ${args.join(' ')}`;
  if (sanitizerReport(error)) throw new Error(`${name}: ${sanitizerReport(error)}\n${error.slice(-6000)}`);
  if (code !== 0) throw new Error(`${name} ended with ${signal ?? code}:\n${(error || out).slice(-4000)}`);
  return out;
}

// A clock that the server reads from a file; only a server started with --test-clock looks at it.
export class TestClock {
  constructor(path, instant) {
    this.path = path;
    this.set(instant);
  }

  // Replaced whole, so that the server never reads half a line.
  set(instant) {
    writeFileSync(this.path + '.new', instant + '\n');
    renameSync(this.path + '.new', this.path);
    this.instant = instant;
  }
}

// options: binary; demo: true (the demo county with its history), setup: FILE (no history), or
// nothing: {code, name, login} (an empty installation); clock: ISO instant; env; args.
export async function startServer(options = {}) {
  const binary = options.binary ?? binaryPath();
  const folder = mkdtempSync(join(tmpdir(), 'zhantu-test-'));
  const data = options.data ?? join(folder, 'data');
  const clock = options.clock ? new TestClock(join(folder, 'clock'), options.clock) : null;
  const env = { ...(clock ? { ZHANTU_TEST_CLOCK_FILE: clock.path } : {}), ...options.env };
  const clockArgs = clock ? ['--test-clock', clock.path] : [];
  if (options.demo) await runCommand(binary, ['demo', '--data', data], { env });
  if (options.setup) {
    const made = { ...env, ZHANTU_PASSWORD: demoPassword };
    await runCommand(binary, ['init', '--data', data, '--setup', options.setup, ...clockArgs], { env: made });
  }
  if (options.nothing) {
    const { code, name, login } = options.nothing;
    const made = { ...env, ZHANTU_PASSWORD: demoPassword };
    const empty = ['--code', code, '--name', name, '--login', login];
    await runCommand(binary, ['init', '--data', data, ...empty, ...clockArgs], { env: made });
  }
  const server = new RunningServer(binary, folder, data, clock);
  await server.start(['serve', '--data', data, '--port', '0', ...clockArgs, ...(options.args ?? [])], env);
  return server;
}

export class RunningServer {
  constructor(binary, folder, data, clock) {
    Object.assign(this, { binary, folder, data, clock, error: '', out: '' });
  }

  async start(args, env) {
    this.startArgs = [args, env];
    this.out = '';
    this.startedAt = performance.now();
    this.child = spawn(this.binary, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stderr.on('data', (data) => (this.error += data));
    this.ended = new Promise((resolve) => this.child.on('close', (code, signal) => resolve({ code, signal })));
    const origin = await this.#listening();
    this.origin = origin;
    this.port = Number(new URL(origin).port);
    this.ca = readFileSync(join(this.data, 'tls', 'root.crt'));
  }

  async #listening() {
    const line = new Promise((resolve) => {
      this.child.stdout.on('data', (data) => {
        this.out += data;
        const found = /^listening (https?:\/\/\S+)$/m.exec(this.out);
        if (found) resolve({ origin: found[1] });
      });
    });
    const late = new Promise((resolve) => setTimeout(resolve, startSecondsMax * 1000, { late: true }).unref());
    const failed = new Promise((resolve) => this.child.on('error', (error) => resolve({ failed: error })));
    const first = await Promise.race([line, late, failed, this.ended]);
    if (first.origin) return first.origin;
    if (first.failed) throw first.failed;
    if (first.late) this.child.kill('SIGKILL');
    throw new Error(
      `the server did not come up (${first.late ? 'too late' : `exit ${first.signal ?? first.code}`}):\n` +
        this.error.slice(-6000) +
        this.out.slice(-2000),
    );
  }

  get pid() {
    return this.child.pid;
  }

  // [{login, name, post, unit, role}] of the accounts that init or demo made.
  logins() {
    return JSON.parse(readFileSync(join(this.data, 'demo-logins.json'), 'utf8'));
  }

  // Stops and starts again on the same data, with the same port arguments.
  async restart() {
    await this.halt();
    await this.start(...this.startArgs);
  }

  async halt() {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), stopSecondsMax * 1000);
    const { code, signal } = await this.ended;
    clearTimeout(timer);
    const found = sanitizerReport(this.error);
    if (found) throw new Error(`the server left a sanitizer report: ${found}\n${this.error.slice(-8000)}`);
    if (signal === 'SIGKILL') throw new Error(`the server did not stop within ${stopSecondsMax} s of SIGTERM`);
    if (code !== 0) throw new Error(`the server ended with ${signal ?? code}:\n${this.error.slice(-6000)}`);
  }

  // Keeps the log beside the test results when `keepAs` is given.
  async stop(keepAs) {
    try {
      await this.halt();
    } finally {
      if (keepAs) writeFileSync(keepAs, this.error);
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}
