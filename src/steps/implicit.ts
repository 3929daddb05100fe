import { closure } from "../model/closure.ts"
import { judge, type Violation } from "../model/judge.ts"
import type { FoundOperation } from "../model/model.ts"
import { join, stepsOf } from "../model/path.ts"
import { COMMON_ERRORS } from "../scenario/common-errors.ts"
import type { Mismatch } from "../scenario/pattern.ts"
import { memberOf } from "../scenario/template.ts"
import type { AwsAnswer } from "../wire/aws-json.ts"
import type { Exchange } from "../wire/exchange.ts"

/** What one answer says about one rule that every answer must keep (`wire.*` in the register). */
export interface Observation {
  /** The rule's key in the register's area `wire`. */
  rule: WireRule
  /** `idp.SignUp` */
  operation: string
  /** Empty when the rule was kept. */
  mismatches: Mismatch[]
  exchange: Exchange
}

export const WIRE_RULES = [
  "status",
  "content-type",
  "request-id",
  "error-type",
  "error-header",
  "error-message",
  "output-shape",
  "timestamps",
  "unknown-members",
  "empty-body",
] as const
export type WireRule = (typeof WIRE_RULES)[number]

/** WIRE-007/008 and IDP-010: seen at 400; the Smithy traits say otherwise of these, and either is accepted where nothing was seen. */
const OTHER_STATUS: Record<string, readonly number[]> = {
  TooManyRequestsException: [400, 429],
  ForbiddenException: [400, 403],
  UnauthorizedException: [400, 401],
  FeatureUnavailableInTierException: [400, 403],
  TierChangeNotAllowedException: [400, 403],
  ResourceConflictException: [400, 409],
  MissingAuthenticationTokenException: [400, 403],
  AccessDeniedException: [400, 403],
  UnrecognizedClientException: [400, 403],
  InvalidSignatureException: [400, 403],
  InternalErrorException: [500],
}

/** Where real Cognito breaks its own model: `phone_number_verified` in a pool's schema is longer than a name may be (DIR-006). */
const SEEN_ON_AWS: readonly ((violation: Violation) => boolean)[] = [
  ({ path, rule }) => rule === "max-length" && /^UserPool\.SchemaAttributes\[\d+\]\.Name$/.test(path),
]

/** Judges an answer by the rules of the wire and of the API model. Answers that never came say nothing here. */
export function observe(
  name: string,
  { model, operation }: FoundOperation,
  exchange: Exchange,
  answer: AwsAnswer,
): Observation[] {
  const { response } = exchange
  if (!response || answer.kind === "none") return []
  const observations: Observation[] = []
  const say = (rule: WireRule, ...mismatches: (Mismatch | undefined | false)[]) =>
    observations.push({
      rule,
      operation: name,
      mismatches: mismatches.filter((m) => m !== undefined && m !== false),
      exchange,
    })
  const expect = (
    holds: boolean,
    path: string,
    expected: string,
    received: string | undefined,
  ): Mismatch | false => !holds && { path, expected, received: received ?? "nothing", soft: false }
  const headers = response.headers

  say(
    "content-type",
    expect(
      /^application\/x-amz-json-1\.1\b/.test(headers["content-type"] ?? ""),
      "content-type",
      "application/x-amz-json-1.1",
      headers["content-type"],
    ),
  )
  say(
    "request-id",
    expect(
      /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(headers["x-amzn-requestid"] ?? ""),
      "x-amzn-requestid",
      "a UUID",
      headers["x-amzn-requestid"],
    ),
  )
  if (answer.kind === "garbage") {
    say("output-shape", expect(false, "body", "a JSON object", answer.why))
    return observations
  }
  if (answer.kind === "error") {
    const statuses = OTHER_STATUS[answer.type] ?? [400]
    const declared = operation.errors.includes(answer.type) || COMMON_ERRORS.has(answer.type)
    const header = headers["x-amzn-errortype"]
    say(
      "status",
      expect(statuses.includes(response.status), "status", statuses.join(" or "), String(response.status)),
    )
    say(
      "error-type",
      expect(
        answer.output.__type === answer.type,
        "__type",
        "the bare name of the exception",
        JSON.stringify(answer.output.__type),
      ),
      expect(declared, "__type", `an error that ${name} declares`, answer.rawType),
    )
    say("error-header", expect(header === `${answer.type}:`, "x-amzn-errortype", `${answer.type}:`, header))
    if (answer.type !== "SerializationException" && answer.type !== "UnknownOperationException")
      say(
        "error-message",
        expect(
          typeof answer.output.message === "string",
          "message",
          "a string",
          JSON.stringify(answer.output.message),
        ),
      )
    return observations
  }

  say("status", expect(response.status === 200, "status", "200", String(response.status)))
  if (operation.output === null) {
    say(
      "empty-body",
      expect(response.body === "", "body", "no bytes", JSON.stringify(response.body.slice(0, 100))),
    )
    return observations
  }
  const violations = judge(model, operation.output, answer.output).filter(
    (v) => !SEEN_ON_AWS.some((seen) => seen(v)),
  )
  const of = (pick: (v: Violation) => boolean) =>
    violations.filter(pick).map((v) => ({
      path: v.path,
      expected: "what the API model allows",
      received: `${received(answer.output, v.path)}: ${v.message}`,
      soft: false,
    }))
  const isTimestamp = (v: Violation) => v.rule === "type" && model.shapes[v.shape]?.type === "timestamp"
  say("output-shape", ...of((v) => v.rule !== "unknown-member" && !isTimestamp(v)))
  if (holdsTimestamp(model, operation.output)) {
    const strange = [...timestampsIn(model, operation.output, answer.output)].filter(
      ({ value }) => typeof value === "number" && value > LATEST_SECONDS,
    )
    const notSeconds = strange.map(({ path, value }) => ({
      path,
      expected: "epoch seconds",
      received: String(value),
      soft: false,
    }))
    say("timestamps", ...of(isTimestamp), ...notSeconds)
  }
  say("unknown-members", ...of((v) => v.rule === "unknown-member"))
  return observations
}

function received(output: unknown, path: string): string {
  const at = memberOf(output, stepsOf(path) ?? [])
  return at === undefined ? "nothing" : (JSON.stringify(at)?.slice(0, 200) ?? "nothing")
}

/** The year 5138 in seconds, and 1973 in milliseconds. */
const LATEST_SECONDS = 1e11

/** Every timestamp below a value, by its shape. */
function* timestampsIn(
  model: FoundOperation["model"],
  shapeName: string,
  value: unknown,
  path = "",
): Generator<{ path: string; value: unknown }> {
  const shape = model.shapes[shapeName]!
  if (shape.type === "timestamp") yield { path, value }
  if (typeof value !== "object" || value === null) return
  for (const [key, member] of Object.entries(value)) {
    const inner = shape.members?.[key] ?? shape.member ?? shape.value
    if (!inner) continue
    const below = Array.isArray(value) ? `${path}[${key}]` : join(path, key)
    yield* timestampsIn(model, inner.shape, member, below)
  }
}

const withTimestamps = new Map<string, boolean>()
/** Whether a timestamp can stand anywhere below a shape. */
function holdsTimestamp(model: FoundOperation["model"], shapeName: string): boolean {
  const key = `${model.service}/${shapeName}`
  const known = withTimestamps.get(key)
  if (known !== undefined) return known
  const holds = closure(model.shapes, [shapeName]).some((name) => model.shapes[name]!.type === "timestamp")
  withTimestamps.set(key, holds)
  return holds
}
