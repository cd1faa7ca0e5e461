// What a step expected and what it got instead.
export class Mismatch extends Error {
  constructor(expected, got) {
    super(`expected ${expected}\n        got      ${got}`);
  }
}
