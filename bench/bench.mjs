// What every benchmark prints: the machine, the value, the number to hold, and whether it was held.
import { cpus, totalmem } from 'node:os';

export function machineClass() {
  const list = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${list.length} cores, ${list[0]?.model.trim() ?? 'unknown CPU'}, ${memory} GB RAM`;
}

// q between 0 and 1; the value at or above which a share of 1 - q lies.
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
}

export class Bench {
  constructor(title) {
    this.passed = 0;
    this.failed = 0;
    console.log(`${title}\n  machine: ${machineClass()}`);
  }

  note(text) {
    console.log(`  ${text}`);
  }

  // A gate: `value` must lie below `hold`.
  hold(what, value, hold, unit) {
    const held = value < hold;
    this[held ? 'passed' : 'failed'] += 1;
    console.log(
      `  ${what}: ${value.toFixed(value < 10 ? 2 : 0)} ${unit}, to hold: < ${hold} ${unit}: ${held ? 'ok' : 'missed'}`,
    );
  }

  // A gate with a goal above it: `value` must reach `gate` and should reach `goal`.
  holdAtLeast(what, value, gate, goal) {
    const held = value >= gate;
    this[held ? 'passed' : 'failed'] += 1;
    console.log(
      `  ${what}: ${value.toFixed(2)}, to hold: at least ${gate}: ${held ? 'ok' : 'missed'}; ` +
        `goal ${goal}: ${value >= goal ? 'reached' : 'not reached'}`,
    );
  }

  finish() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exit(this.failed || this.passed === 0 ? 1 : 0);
  }
}
