// Tests replace the network and nothing else: fetch answers from a table and keeps what it was asked.
import { vi } from 'vitest'
import type { Problem } from '@/api/types'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: Headers
  body: unknown
}

export type Reply = (asked: Asked) => Response | Promise<Response>

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  })
}

export function refusal(
  status: number,
  word: string,
  detail: string,
  items?: Problem['items'],
  more: Partial<Problem> = {},
) {
  const problem: Problem = {
    type: `/problems/${word}`,
    title: word,
    status,
    word,
    detail,
    request_id: 'r-17',
    ...(items ? { items } : {}),
    ...more,
  }
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}

export const lineDown = (): never => {
  throw new TypeError('Failed to fetch')
}

/** Keys are "METHOD /path"; what is not in the table fails the test by an exception in the page. */
export function network(table: Record<string, Reply>) {
  const asked: Asked[] = []
  const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = input instanceof Request ? input : null
    const url = new URL(request ? request.url : String(input), 'http://localhost:3000')
    const method = request?.method ?? init?.method ?? 'GET'
    const text = request ? await request.clone().text() : ''
    const one: Asked = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers: new Headers(request?.headers ?? init?.headers),
      body: text ? JSON.parse(text) : null,
    }
    asked.push(one)
    const reply = table[`${method} ${url.pathname}`]
    if (!reply) throw new Error(`nobody answers ${method} ${url.pathname}`)
    return reply(one)
  }
  vi.stubGlobal('fetch', vi.fn(answer))
  return { asked, table }
}
