import { type FoundOperation, findOperation } from "../../model/model.ts"
import { meant, nearest } from "../../model/nearest.ts"
import type { Shape } from "../../model/types.ts"
import { parseSavePath } from "../template.ts"
import type { Path } from "../yaml.ts"
import { unknownInputMembers } from "./inputs.ts"
import { operationOf } from "./operations.ts"
import type { Place } from "./places.ts"
import type { Finding, Rule } from "./rule.ts"

type Miss = { path: Path; name: string; shape: string; known: string[] }

/** Members of an open pattern that an answer of this shape never has. Operators that look at other values end the search. */
function* strangers(found: FoundOperation, name: string, pattern: unknown, path: Path): Generator<Miss> {
  const shape = found.model.shapes[name]!
  if (typeof pattern !== "object" || pattern === null) return
  if (Array.isArray(pattern)) {
    if (shape.member)
      for (const [i, item] of pattern.entries())
        yield* strangers(found, shape.member.shape, item, [...path, i])
    return
  }
  const mixed = Object.keys(pattern).some((key) => key.startsWith("$"))
  for (const [key, member] of Object.entries(pattern)) {
    const at = [...path, key]
    // Members beside operators are PP025's.
    if (mixed && !key.startsWith("$")) continue
    if (!key.startsWith("$")) yield* strangerMember(found, name, key, member, at)
    else if (key === "$closed" || key === "$should") yield* strangers(found, name, member, at)
    else if (["$each", "$some", "$contains"].includes(key) && shape.member)
      yield* strangers(found, shape.member.shape, member, at)
    else if (key === "$unordered") yield* strangers(found, name, member, at)
  }
}

function* strangerMember(
  found: FoundOperation,
  name: string,
  key: string,
  member: unknown,
  path: Path,
): Generator<Miss> {
  const next = below(found.model.shapes[name]!, key)
  if (next === "any") return
  if (next) yield* strangers(found, next, member, path)
  else if (!isAbsence(member))
    yield { path, name: key, shape: name, known: Object.keys(found.model.shapes[name]!.members ?? {}) }
}

/** The shape behind a key, `any` where the model does not say, undefined where there is none. */
function below(shape: Shape, key: string | number): string | undefined {
  if (shape.document) return "any"
  if (typeof key === "number") return shape.member?.shape
  if (shape.type === "map") return shape.value?.shape
  return shape.members && Object.hasOwn(shape.members, key) ? shape.members[key]?.shape : undefined
}

/** `{ $absent: true }` may name what AWS does not have. */
function isAbsence(pattern: unknown): boolean {
  return typeof pattern === "object" && pattern !== null && "$absent" in pattern
}

function* answerFindings(place: Place): Generator<Finding> {
  const { source, step, path } = place
  const operation = step && operationOf(step)
  const found = operation && findOperation(operation)
  if (!found || step.verb !== "call") return
  const output = found.operation.output
  const { returns } = step
  if (output === null || step.fails !== undefined) return
  for (const miss of strangers(found, output, returns, [...path, "returns"])) {
    const whole = miss.shape === output
    yield {
      source,
      path: miss.path,
      ofKey: true,
      message: `${whole ? `the answer of ${operation}` : miss.shape} has no member \`${miss.name}\``,
      fix: meant(nearest(miss.name, miss.known)) ?? `members: ${miss.known.join(", ") || "none"}`,
    }
  }
  if (path !== step.path) return
  for (const [name, rule] of Object.entries(step.save ?? {}))
    yield* savedFindings(found, output, typeof rule === "string" ? rule : rule.path, {
      source,
      path: [...path, "save", name],
      operation: operation!,
    })
}

function* savedFindings(
  { model }: FoundOperation,
  output: string,
  text: string,
  at: Pick<Finding, "source" | "path"> & { operation: string },
): Generator<Finding> {
  let name = output
  for (const key of membersOf(text)) {
    const shape = model.shapes[name]!
    const next = below(shape, key)
    if (next === "any") return
    if (!next) {
      const known = Object.keys(shape.members ?? {})
      const { operation, ...place } = at
      yield {
        ...place,
        message: `${name === output ? `the answer of ${operation}` : name} has no member \`${key}\``,
        fix:
          meant(nearest(String(key), known)) ??
          (known.length > 0 ? `members: ${known.join(", ")}` : undefined),
      }
      return
    }
    name = next
  }
}

function membersOf(text: string): (string | number)[] {
  try {
    return parseSavePath(text)
  } catch {
    return []
  }
}

/** What steps answer that are no operations; of a flow, its last answer. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  inbox: ["id", "at", "code", "temporaryPassword", "link", "to", "channel", "trigger", "body"],
  jwks: ["keys"],
  token: ["header", "claims"],
  paginate: ["items", "pages"],
  userPassword: [
    "AuthenticationResult",
    "AvailableChallenges",
    "ChallengeName",
    "ChallengeParameters",
    "Session",
  ],
  userSrp: ["AuthenticationResult", "AvailableChallenges", "ChallengeName", "ChallengeParameters", "Session"],
  softwareTokenSetup: ["SecretCode", "Session", "Status"],
}

/** Members that the answer of a verb without an operation of its own never has. */
function* fixedAnswerFindings({ source, step, path }: Place): Generator<Finding> {
  const what = step?.verb === "flow" ? step.flow : step?.verb
  const known = what && ANSWERS[what]
  if (!known || !step || path !== step.path || !("save" in step) || typeof step.save !== "object") return
  if ("fails" in step && step.fails !== undefined) return
  for (const [name, rule] of Object.entries(step.save)) {
    const [member] = membersOf(typeof rule === "string" ? rule : rule.path)
    if (member === undefined || known.includes(String(member))) continue
    yield {
      source,
      path: [...path, "save", name],
      message: `the answer of \`${what}\` has no member \`${member}\``,
      fix: meant(nearest(String(member), known)) ?? `members: ${known.join(", ")}`,
    }
  }
}

/** PP021: members of requests and answers are AWS's. */
export const members: Rule = {
  id: "PP021",
  title: "Unknown member",
  *check({ places }) {
    yield* unknownInputMembers(places)
    for (const place of places) {
      yield* answerFindings(place)
      yield* fixedAnswerFindings(place)
    }
  },
}
