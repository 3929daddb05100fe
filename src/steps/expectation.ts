import type { Fails, Responds, Save } from "../scenario/documents.ts"
import { hard, type Mismatch, match } from "../scenario/pattern.ts"
import { memberOf, parseSavePath } from "../scenario/template.ts"
import type { AwsAnswer } from "../wire/aws-json.ts"
import type { Exchange } from "../wire/exchange.ts"
import { describe, type StepContext } from "./context.ts"
import { StepFailure } from "./failure.ts"

/** What a step says of its answer, its references not yet resolved. */
export interface Expectation {
  returns?: unknown
  fails?: Fails | undefined
  responds?: Responds | undefined
}

/** What an expectation came to: deviations that fail nothing, and whether it was a refusal. */
export interface Met {
  soft: Mismatch[]
  refused: boolean
}

/**
 * Holds an answer against what the step expects of it: `fails`, or success and `returns`; `responds` besides.
 * @throws StepFailure when it is not what was expected
 */
export function meet(
  expectation: Expectation,
  what: string,
  answer: AwsAnswer,
  exchange: Exchange,
  context: StepContext,
): Met {
  const fails = normaliseFails(context.scope.resolve(expectation.fails))
  const soft =
    expectation.responds === undefined ? [] : meetResponse(expectation.responds, what, exchange, context)
  if (fails) return { soft: [...soft, ...meetRefusal(fails, what, answer, exchange, context)], refused: true }
  if (answer.kind !== "success")
    throw new StepFailure(`${what} should succeed, but ${describe(answer)}`, { exchange })
  return {
    soft: [...soft, ...meetPattern(expectation.returns, what, answer.output, exchange, context)],
    refused: false,
  }
}

/** @throws StepFailure when the value does not match the pattern */
export function meetPattern(
  pattern: unknown,
  what: string,
  value: unknown,
  exchange: Exchange | undefined,
  context: StepContext,
): Mismatch[] {
  if (pattern === undefined) return []
  const mismatches = match(context.scope.resolve(pattern), value, { now: context.now() })
  const broken = hard(mismatches)
  if (broken.length > 0)
    throw new StepFailure(`${what} does not answer what it should`, { mismatches: broken, exchange })
  return mismatches
}

/** Status, headers and body of a response. @throws StepFailure */
export function meetResponse(
  expected: Responds,
  what: string,
  exchange: Exchange,
  context: StepContext,
): Mismatch[] {
  const { response, failure } = exchange
  if (!response)
    throw new StepFailure(`${what} got no answer: ${failure?.code}, ${failure?.message}`, { exchange })
  const status =
    expected.status === undefined
      ? {}
      : { status: Array.isArray(expected.status) ? { $oneOf: expected.status } : expected.status }
  const headers = Object.fromEntries(
    Object.entries(expected.headers ?? {}).map(([name, pattern]) => [name.toLowerCase(), pattern]),
  )
  const body = expected.body === undefined ? {} : { body: expected.body }
  return meetPattern({ ...status, headers, ...body }, what, response, exchange, context)
}

interface Refusal {
  types: string[]
  message?: unknown
  status?: number
}

function normaliseFails(fails: unknown): Refusal | undefined {
  if (fails === undefined || fails === null) return undefined
  if (typeof fails === "string") return { types: [fails] }
  if (Array.isArray(fails)) return { types: fails as string[] }
  const { type, ...rest } = fails as { type: string | string[]; message?: unknown; status?: number }
  return { types: Array.isArray(type) ? type : [type], ...rest }
}

function meetRefusal(
  { types, message, status }: Refusal,
  what: string,
  answer: AwsAnswer,
  exchange: Exchange,
  context: StepContext,
): Mismatch[] {
  const wanted = types.join(" or ")
  if (answer.kind !== "error")
    throw new StepFailure(`${what} should be refused with ${wanted}, but ${describe(answer)}`, { exchange })
  const rank = types.indexOf(answer.type)
  if (rank < 0)
    throw new StepFailure(`${what} should be refused with ${wanted}, but ${describe(answer)}`, {
      mismatches: [{ path: "__type", expected: wanted, received: answer.rawType, soft: false }],
      exchange,
    })
  const got = exchange.response!.status
  if (got < 400 || (status !== undefined && got !== status))
    throw new StepFailure(`${what} should be refused with status ${status ?? "400 or above"}`, {
      mismatches: [
        { path: "status", expected: String(status ?? "≥ 400"), received: String(got), soft: false },
      ],
      exchange,
    })
  const second = rank > 0 ? [{ path: "__type", expected: types[0]!, received: answer.type, soft: true }] : []
  if (message === undefined) return second
  const mismatches = match(context.scope.resolve(message), answer.message, { now: context.now() }, "message")
  return [...second, ...mismatches.map((m) => ({ ...m, soft: true }))]
}

/** Puts saved values into the scope. @throws StepFailure when a path is not there and has no default */
export function saveAnswer(
  save: Save | undefined,
  what: string,
  answer: unknown,
  exchange: Exchange | undefined,
  context: StepContext,
): void {
  for (const [name, rule] of Object.entries(save ?? {})) {
    const path = typeof rule === "string" ? rule : rule.path
    const value = memberOf(answer, parseSavePath(path))
    if (value !== undefined) context.scope.set(name, value)
    else if (typeof rule !== "string" && "default" in rule)
      context.scope.set(name, context.scope.resolve(rule.default))
    else
      throw new StepFailure(`${what} answers without ${path}`, {
        mismatches: [{ path, expected: "something to save", received: "nothing", soft: false }],
        exchange,
      })
  }
}
