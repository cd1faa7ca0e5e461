// The one way to the server: typed by the contract, speaks the user's language, turns every mishap into a Failure.
import createClient from 'openapi-fetch'
import { Failure, asFailure, isProblem } from './failure'
import type { paths } from './schema.generated'

let language = 'zh-Hans'
let onLoggedOut: () => void = () => {}

export function speak(locale: string): void {
  language = locale
}

export function whenLoggedOut(handler: () => void): void {
  onLoggedOut = handler
}

// fetch is looked up at call time, and the address is absolute because a Request needs one outside of a page.
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  fetch: (request: Request) => globalThis.fetch(request),
})

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', language)
    return request
  },
})

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The answer's data. Throws Failure. */
export async function ask<T>(request: Promise<Answer<T>>): Promise<T> {
  return (await askWhole(request)).data
}

/** The answer's data with its response, for those who need a header. Throws Failure. */
export async function askWhole<T>(
  request: Promise<Answer<T>>,
): Promise<{ data: T; response: Response }> {
  let answer: Answer<T>
  try {
    answer = await request
  } catch (error) {
    // A body that is no JSON although the status says success is the server's fault, not the line's.
    if (error instanceof SyntaxError) throw new Failure('broken', 200, null)
    throw asFailure(error)
  }
  const { data, error, response } = answer
  if (response.ok) return { data: data as T, response }
  if (response.status === 401) onLoggedOut()
  if (isProblem(error)) throw new Failure('refused', response.status, error)
  throw new Failure('broken', response.status, null)
}
