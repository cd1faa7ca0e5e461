// Writes carry an Idempotency-Key. While it is unknown whether a write arrived, the same content goes out again under the same
// key, whether by itself or by hand; once the server has decided, the next attempt is a new deed with a new key.
import { asFailure } from './failure'

/** 128 random bits as hex. crypto.randomUUID is missing outside of secure contexts. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

interface Pending {
  content: string
  key: string
}

const pending = new Map<string, Pending>()
const kPauses = [400, 1600]

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds))

/**
 * Sends one write. `subject` names what is written ("report 12 2026-03"), `content` what it says.
 * Repeats by itself when there was no answer at all. Throws Failure.
 */
export async function write<T>(
  subject: string,
  content: unknown,
  send: (key: string) => Promise<T>,
): Promise<T> {
  const text = JSON.stringify(content ?? null)
  const known = pending.get(subject)
  const entry = known?.content === text ? known : { content: text, key: newKey() }
  pending.set(subject, entry)
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await send(entry.key)
      pending.delete(subject)
      return answer
    } catch (error) {
      const failure = asFailure(error)
      const wait = kPauses[attempt]
      if (failure.kind === 'network' && wait !== undefined) {
        await pause(wait)
        continue
      }
      if (!failure.undecided) pending.delete(subject)
      throw failure
    }
  }
}
