import type { HttpClient } from "../wire/http.ts"
import { type Called, callTarget } from "./call.ts"
import type { Ledger } from "./ledger.ts"
import type { Target } from "./target.ts"

export interface AskerOptions {
  client: HttpClient
  /** Where what is created is written down. */
  ledger: Ledger
  /** Part of the names of what is created. */
  runId: string
  signal: AbortSignal
}

/** Makes the calls of a look at a target: what is created goes through the ledger, what succeeds is remembered. */
export class Asker {
  readonly target: Target
  readonly client: HttpClient
  readonly runId: string
  readonly signal: AbortSignal
  /** Operations (`idp.SignUp`) that have succeeded. */
  readonly succeeded = new Set<string>()
  readonly #ledger: Ledger

  constructor(target: Target, { client, ledger, runId, signal }: AskerOptions) {
    this.target = target
    this.client = client
    this.runId = runId
    this.signal = signal
    this.#ledger = ledger
  }

  async ask(operation: string, input: Readonly<Record<string, unknown>>): Promise<Called> {
    this.#ledger.before(operation, input)
    const called = await callTarget(this.target, this.client, operation, input, this.signal)
    const { answer, exchange } = called
    this.target.observe(exchange)
    if (answer.kind === "success") this.succeeded.add(operation)
    if (answer.kind !== "none")
      this.#ledger.after(operation, input, answer.kind === "success" ? answer.output : undefined)
    return called
  }

  /** What it answers, undefined where it refuses. */
  async output(
    operation: string,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown> | undefined> {
    const { answer } = await this.ask(operation, input)
    return answer.kind === "success" ? answer.output : undefined
  }

  /** A GET, or a POST of a form; a JSON object where it answers one, and its status. */
  async fetch(url: string, form?: string, headers: Record<string, string> = {}): Promise<Fetched> {
    if (!URL.canParse(url)) return { status: 0, body: "", json: undefined }
    const { response, failure } = await this.client.send({
      label: "look",
      method: form === undefined ? "GET" : "POST",
      url,
      headers: form === undefined ? headers : { "content-type": FORM, ...headers },
      ...(form !== undefined && { body: form }),
      signal: this.signal,
    })
    if (!response || failure) return { status: 0, body: "", json: undefined }
    return { status: response.status, body: response.body, json: objectIn(response.body) }
  }
}

export interface Fetched {
  /** 0 without an answer. */
  status: number
  body: string
  json: Record<string, unknown> | undefined
}

export const FORM = "application/x-www-form-urlencoded"

function objectIn(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** A string at a path in an answer, or undefined. */
export function textAt(output: unknown, ...path: string[]): string | undefined {
  const found = path.reduce<unknown>(
    (at, name) => (at as Record<string, unknown> | undefined)?.[name],
    output,
  )
  return typeof found === "string" ? found : undefined
}
