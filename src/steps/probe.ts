import { type FoundOperation, findOperation } from "../model/model.ts"
import { COMMON_ERRORS } from "../scenario/common-errors.ts"
import type { Half, Probe } from "../scenario/generated/probe.ts"
import { VALIDATION_MESSAGE } from "../scenario/generated/refusal.ts"
import type { Mismatch } from "../scenario/pattern.ts"
import { readAwsJson } from "../wire/aws-json.ts"
import type { Exchange } from "../wire/exchange.ts"
import { type Answered, describe, type StepContext } from "./context.ts"
import { StepFailure, Unsupported } from "./failure.ts"
import { requestOf } from "./probe-request.ts"

/** What one probe came to. */
export interface ProbeOutcome {
  requirement: string
  verdict: "pass" | "nonstrict" | "fail" | "blocked" | "unsupported"
  /** What was found wrong, or missing to judge by. */
  says?: string
  mismatches?: Mismatch[]
  exchange?: Exchange
}

/** So many requests in a row without an answer, and an operation's probes end. */
const SILENT_REQUESTS = 3

/**
 * Sends both halves of each probe of one operation, the right one first, and judges the wrong one's answer.
 * @throws Unsupported when the target lacks the operation, StepFailure when it does not answer at all
 */
export async function* runProbes(
  probes: readonly Probe[],
  context: StepContext,
): AsyncGenerator<ProbeOutcome> {
  const controls = new Map<Half, Answered>()
  let silent = 0
  const ask = async (name: string, operation: FoundOperation, half: Half) => {
    const answered = await send(name, operation, half, context)
    const { answer, exchange } = answered
    silent = answer.kind === "none" ? silent + 1 : 0
    if (silent === SILENT_REQUESTS) throw new StepFailure(`${name} ${describe(answer)}`, { exchange })
    return answered
  }
  for (const probe of probes) {
    const { requirement, wrong, right } = probe
    const name = requirement.slice(requirement.indexOf(".") + 1, requirement.indexOf("/"))
    const operation = findOperation(name)!
    const isFirst = controls.size === 0
    try {
      const control = controls.get(right) ?? (await ask(name, operation, right))
      controls.set(right, control)
      const answered = await ask(name, operation, wrong)
      yield { requirement, ...judged(probe, operation, answered, control) }
    } catch (error) {
      if (isFirst || !(error instanceof Unsupported)) throw error
      yield { requirement, verdict: "unsupported", says: error.message }
    }
  }
}

async function send(
  name: string,
  operation: FoundOperation,
  half: Half,
  context: StepContext,
): Promise<Answered> {
  const { http, notes, log, signal } = context.case
  const request = requestOf(name, operation, half, context)
  const input = inputOf(request.body)
  notes.before(name, input)
  const exchange = await http.send({ ...request, signal })
  signal.throwIfAborted()
  if (half.target === undefined && half.contentType === undefined)
    return context.answered(name, operation, input, exchange)
  // What is no call of this operation is not judged as one, nor does it say that the target lacks it.
  log.append(exchange)
  const answer = readAwsJson(exchange)
  if (answer.kind === "success") notes.after(name, input, answer.output)
  else if (answer.kind === "error") notes.after(name, input, undefined)
  return { name, answer, exchange }
}

/** What the ledger gets to see of a body. */
function inputOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === "object" && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function judged(
  probe: Probe,
  operation: FoundOperation,
  wrong: Answered,
  right: Answered,
): Omit<ProbeOutcome, "requirement"> {
  const mismatches = findings(probe, operation, wrong)
  const isKept = mismatches.every(({ soft }) => soft)
  const trouble = objection(probe, operation, right)
  if (
    trouble?.verdict !== "fail" &&
    probe.expected.is === "refused" &&
    isAlike(wrong, right, isKept, trouble)
  )
    return {
      verdict: "blocked",
      says: `right and wrong input are answered alike: each ${describe(right.answer)}`,
      exchange: right.exchange,
    }
  if (!isKept)
    return {
      verdict: "fail",
      says: `${wrong.name} should be ${wanted(probe)}, but ${describe(wrong.answer)}`,
      mismatches,
      exchange: wrong.exchange,
    }
  if (trouble) return { ...trouble, exchange: right.exchange }
  if (mismatches.length === 0) return { verdict: "pass" }
  return {
    verdict: "nonstrict",
    says: `${wrong.name} does not say what it should`,
    mismatches,
    exchange: wrong.exchange,
  }
}

/**
 * Whether two answers tell nothing apart: a refusal that came for both, word for word, or a trouble that has nothing to
 * do with what was sent.
 */
function isAlike(
  { answer: wrong }: Answered,
  { answer: right }: Answered,
  isKept: boolean,
  trouble: unknown,
): boolean {
  if (wrong.kind === "error" && right.kind === "error" && wrong.type === right.type)
    return trouble !== undefined || (isKept && wrong.message === right.message)
  return trouble !== undefined && wrong.kind === right.kind && wrong.kind !== "error"
}

/** How the wrong half's answer deviates. */
function findings({ expected }: Probe, operation: FoundOperation, answered: Answered): Mismatch[] {
  const { answer, exchange } = answered
  const status = exchange.response?.status ?? 0
  const deviation = (path: string, expected: string, received: string, soft = false): Mismatch[] => [
    { path, expected, received, soft },
  ]
  switch (expected.is) {
    case "refused": {
      if (answer.kind !== "error") return deviation("__type", expected.type, describe(answer))
      if (answer.type !== expected.type) return deviation("__type", expected.type, answer.rawType)
      if (status < 400 || status >= 500) return deviation("status", "4xx", String(status))
      const { text } = expected
      return !text || text.pattern.test(answer.message ?? "")
        ? []
        : deviation("message", text.shown, answer.message ?? "nothing", true)
    }
    case "unknown-protocol": {
      const body = exchange.response?.body ?? ""
      return status === 404 && body.includes("<UnknownOperationException")
        ? []
        : deviation("body", "404 <UnknownOperationException/>", `${status} ${body.slice(0, 100)}`)
    }
    case "taken":
      return isTaken(operation, answered) ? [] : deviation("body", "taken as right", describe(answer))
    case "answered":
      return answer.kind === "success" ||
        (answer.kind === "error" && isKnown(operation, answer.type) && status < 500)
        ? []
        : deviation("body", "a success or a declared error", describe(answer))
  }
}

/** Why a right half is no positive control; where it was refused for the very rule, that is a failure. */
function objection(
  { expected }: Probe,
  operation: FoundOperation,
  control: Answered,
): { verdict: "fail" | "blocked"; says: string } | undefined {
  if (isTaken(operation, control)) return undefined
  const { answer, name } = control
  const says = `${name} should take what is within the bounds, but ${describe(answer)}`
  const isItsFault =
    answer.kind === "error" &&
    expected.is === "refused" &&
    answer.type === expected.type &&
    isAboutValidation(answer) &&
    namesMember(answer.message ?? "", expected.text?.at)
  return { verdict: isItsFault ? "fail" : "blocked", says }
}

/** Whether a message blames a member, or nothing in particular. */
function namesMember(message: string, member: string | undefined): boolean {
  return member === undefined || message.includes(`at '${member}`) || !VALIDATION_MESSAGE.test(message)
}

/** Success, or an error that the operation declares and that is not about validation. */
function isTaken({ operation }: FoundOperation, { answer }: Answered): boolean {
  if (answer.kind === "success") return true
  return answer.kind === "error" && operation.errors.includes(answer.type) && !isAboutValidation(answer)
}

function isAboutValidation({ type, message = "" }: { type: string; message: string | undefined }): boolean {
  return (
    type === "ValidationException" ||
    type === "SerializationException" ||
    VALIDATION_MESSAGE.test(message) ||
    message === GENERIC_MESSAGE
  )
}

/** WIRE-023. */
const GENERIC_MESSAGE = "Input fails to satisfy the constraints."

function isKnown({ operation }: FoundOperation, type: string): boolean {
  return operation.errors.includes(type) || COMMON_ERRORS.has(type)
}

function wanted({ expected }: Probe): string {
  switch (expected.is) {
    case "refused":
      return `refused with ${expected.type}`
    case "unknown-protocol":
      return "refused as an unknown protocol"
    case "taken":
      return "taken as if nothing were wrong"
    case "answered":
      return "answered"
  }
}
