import { judge, type RuleFamily, ruleFamily, type Violation } from "../../model/judge.ts"
import { type FoundOperation, findOperation } from "../../model/model.ts"
import { meant, nearest } from "../../model/nearest.ts"
import { join, memberAt } from "../../model/path.ts"
import type { Path } from "../yaml.ts"
import { operationOf } from "./operations.ts"
import type { Place } from "./places.ts"
import type { Finding, Rule } from "./rule.ts"
import { UNKNOWN, Unknown } from "./static-scope.ts"

/** What is known of one call's input: how it breaks the model, and how it says that it does. */
interface JudgedInput {
  place: Place
  operation: string
  found: FoundOperation
  input: Record<string, unknown>
  /** Violations of members whose values are known. */
  violations: Violation[]
  /** `Username.length`, or undefined when the input claims to be valid. */
  declared: string | undefined
}

const inputs = new WeakMap<readonly Place[], JudgedInput[]>()
/** Every call's input, judged once for the three rules that ask. */
function judgedInputs(places: readonly Place[]): JudgedInput[] {
  const known = inputs.get(places) ?? [...judgeInputs(places)]
  inputs.set(places, known)
  return known
}

function* judgeInputs(places: readonly Place[]): Generator<JudgedInput> {
  for (const place of places) {
    const { step, scope } = place
    const operation = step && operationOf(step)
    const found = operation && findOperation(operation)
    if (!found || (step.verb !== "call" && step.verb !== "paginate")) continue
    const { model } = found
    const shape = found.operation.input
    const given = scope.evaluate(step.with ?? {}, step.path.join("/")) as Record<string, unknown>
    const addsClient = step.verb === "call" && step.as !== undefined && model.shapes[shape]?.members?.ClientId
    const input = addsClient ? { ClientId: UNKNOWN, ...given } : given
    const unknown = [...unknownPaths(input)]
    const violations = judge(model, shape, input).filter(
      ({ path, rule }) =>
        !unknown.some(
          (at) =>
            (path === at && rule !== "unknown-member") ||
            path.startsWith(`${at}.`) ||
            path.startsWith(`${at}[`),
        ),
    )
    const declared =
      step.verb === "call" && step.invalid !== undefined ? scope.evaluate(step.invalid) : undefined
    yield {
      place,
      operation: operation!,
      found,
      input,
      violations,
      declared: typeof declared === "string" && declared !== "" ? declared : undefined,
    }
  }
}

function* unknownPaths(value: unknown, path = ""): Generator<string> {
  if (value instanceof Unknown) yield path
  else if (Array.isArray(value))
    for (const [i, item] of value.entries()) yield* unknownPaths(item, `${path}[${i}]`)
  else if (typeof value === "object" && value !== null)
    for (const [key, member] of Object.entries(value)) yield* unknownPaths(member, join(path, key))
}

/** `UserAttributes[0].Name` as a path in a document. */
function steps(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)].map(([, index, quoted, name]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? (JSON.parse(quoted) as string) : name!,
  )
}

/** Where a member of an input stands; the step itself when it has no input. */
function inputPath({ place: { step } }: JudgedInput, member: string): Path {
  return [...step!.path, ...(step && "with" in step ? ["with", ...steps(member)] : [])]
}

const inCase = ({ row }: Place) => (row === undefined ? "" : ` (case \`${row}\`)`)
const named = (violation: Violation) => `${violation.path}.${ruleFamily(violation.rule)}`

/** PP004: a wrong input says so. */
export const undeclaredInvalid: Rule = {
  id: "PP004",
  title: "Input invalid but not declared",
  *check({ places }) {
    for (const judged of judgedInputs(places)) {
      if (judged.declared !== undefined) continue
      for (const violation of judged.violations) {
        if (violation.rule === "unknown-member") continue
        yield {
          source: judged.place.source,
          path: inputPath(judged, violation.path),
          message: `\`${violation.path}\` ${violation.message} in the input of ${judged.operation}${inCase(judged.place)}`,
          fix: `mend the input, or declare it: \`invalid: ${named(violation)}\``,
        }
      }
    }
  },
}

/** PP005: an input that says it is wrong is wrong in exactly that way. */
export const declaredInvalid: Rule = {
  id: "PP005",
  title: "Declared invalid, but valid or wrong in another way",
  *check({ places }) {
    for (const judged of judgedInputs(places)) {
      if (judged.declared === undefined) continue
      const at = { source: judged.place.source, path: declaredAt(judged.place) }
      for (const { message, fix } of declarationProblems(judged, judged.declared))
        yield { ...at, message: `${message}${inCase(judged.place)}`, fix }
    }
  },
}

/** Where the declaration is written: in the step, or in the row that the step takes it from. */
function declaredAt({ document, step, row }: Place): Path {
  const member = /^\$\{case\.(\w+)\}$/.exec((step as { invalid: string }).invalid)?.[1]
  const i = "cases" in document ? (document.cases?.findIndex(({ name }) => name === row) ?? -1) : -1
  return member && i >= 0 ? ["cases", i, member] : [...step!.path, "invalid"]
}

const FAMILIES: readonly RuleFamily[] = ["required", "length", "pattern", "range", "enum", "type"]

function* declarationProblems(
  { found, input, violations, operation }: JudgedInput,
  declared: string,
): Generator<{ message: string; fix?: string | undefined }> {
  const dot = declared.lastIndexOf(".")
  const [member, family] = [declared.slice(0, dot), declared.slice(dot + 1)]
  if (dot < 0 || !(FAMILIES as readonly string[]).includes(family)) {
    yield {
      message: `\`${declared}\` does not say which constraint is broken`,
      fix: meant(nearest(family, FAMILIES)) ?? `write \`Member.family\`; families: ${FAMILIES.join(", ")}`,
    }
    return
  }
  const shape = memberAt(found.model, found.operation.input, member)
  if (!shape) {
    const known = Object.keys(found.model.shapes[found.operation.input]?.members ?? {})
    yield {
      message: `the input of ${operation} has no \`${member}\``,
      fix: meant(nearest(member, known)) ?? `members: ${known.join(", ")}`,
    }
    return
  }
  const hits = violations.filter((violation) => named(violation) === declared)
  if (hits.length === 0) {
    const unknown = [...unknownPaths(input)].some((path) => member === path || member.startsWith(`${path}.`))
    yield unknown
      ? {
          message: `the value of \`${member}\` is known only in a run, so nothing proves that it breaks its ${family}`,
          fix: "write it out, or generate it",
        }
      : {
          message: `\`${member}\` is declared to break its ${family}, but does not`,
          fix: violations[0]
            ? `it breaks \`${named(violations[0])}\``
            : "the input is valid: take `invalid` away",
        }
  }
  const empty = memberOfInput(input, member) === ""
  for (const violation of violations) {
    if (violation.rule === "unknown-member" || hits.includes(violation)) continue
    // An empty string cannot be too short without missing its pattern too.
    if (hits.length > 0 && empty && violation.path === member) continue
    if (hits.length === 0 && violation.path === member) continue
    yield {
      message: `beside \`${declared}\`, \`${violation.path}\` ${violation.message}`,
      fix: "an input is wrong in one way only, or nobody knows what was refused",
    }
  }
}

function memberOfInput(input: unknown, path: string): unknown {
  return steps(path).reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown> | undefined)?.[key],
    input,
  )
}

const FLOW_INPUT = {
  userPassword: { needs: ["Username", "Password"], takes: ["totp", "NewPassword"] },
  userSrp: { needs: ["Username", "Password"], takes: ["totp", "NewPassword"] },
  softwareTokenSetup: { needs: [], takes: ["AccessToken", "Session"] },
} as const

function* flowFindings({ source, step, path }: Place): Generator<Finding> {
  if (step?.verb !== "flow" || path !== step.path) return
  const { needs, takes } = FLOW_INPUT[step.flow]
  const given = Object.keys(step.with ?? {})
  const known: readonly string[] = [...needs, ...takes]
  for (const name of given.filter((name) => !known.includes(name)))
    yield {
      source,
      path: [...path, "with", name],
      ofKey: true,
      message: `the flow \`${step.flow}\` takes no \`${name}\``,
      fix: meant(nearest(name, known)) ?? `it takes: ${known.join(", ")}`,
    }
  for (const name of needs.filter((name) => !given.includes(name)))
    yield {
      source,
      path: [...path, "flow"],
      message: `the flow \`${step.flow}\` needs \`${name}\``,
      fix: `add \`${name}\` to \`with\``,
    }
}

/** PP021, requests: every member is one of AWS's. */
export function* unknownInputMembers(places: readonly Place[]): Generator<Finding> {
  for (const place of places) yield* flowFindings(place)
  for (const judged of judgedInputs(places)) {
    const { model, operation } = judged.found
    for (const { path, rule, shape } of judged.violations) {
      if (rule !== "unknown-member") continue
      const known = Object.keys(model.shapes[shape]?.members ?? {})
      const name = String(steps(path).at(-1))
      const whole = shape === operation.input
      yield {
        source: judged.place.source,
        path: inputPath(judged, path),
        ofKey: true,
        message: whole
          ? `the input of ${judged.operation} has no member \`${name}\``
          : `\`${path}\` is no member of ${shape}`,
        fix: meant(nearest(name, known)) ?? `members: ${known.join(", ")}`,
      }
    }
  }
}
