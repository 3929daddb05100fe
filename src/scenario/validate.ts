import type * as z from "zod"
import { meant, nearest } from "../model/nearest.ts"
import { FUTURE_VERBS, type Step, type StepOf, VERB_NAMES, VERBS, type Verb } from "./documents.ts"
import type { Problem } from "./problem.ts"
import type { Path, Source } from "./yaml.ts"

type Report = (path: Path, rule: string, message: string, fix?: string, ofKey?: boolean) => void

/** Collects problems of one document at their places. */
export function reporter(source: Source, problems: Problem[]): Report {
  return (path, rule, message, fix, ofKey = false) =>
    problems.push({
      ...source.locate(path, { key: ofKey }),
      rule,
      severity: "error",
      message,
      ...(fix ? { fix } : {}),
    })
}

/**
 * Checks the value at `base` against a schema: unknown keys (PP110, with what was probably meant), missing
 * members (PP111), wrong types and forms (PP112). Returns the parsed value when there was nothing to report.
 */
export function validate<T>(
  schema: z.ZodType<T>,
  source: Source,
  problems: Problem[],
  base: Path = [],
  value: unknown = source.value,
): T | undefined {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  const report = reporter(source, problems)
  for (const issue of result.error.issues) reportIssue(issue, { base, above: [] }, schema, report)
  return undefined
}

/** `above`: the path from the value that is validated to the union that an issue is part of. */
function reportIssue(
  issue: z.core.$ZodIssue,
  { base, above }: { base: Path; above: Path },
  schema: z.ZodType,
  report: Report,
): void {
  const own = [...above, ...issue.path.map((p) => (typeof p === "symbol" ? String(p) : p))]
  const path = [...base, ...own]
  const where = own.length > 0 ? `\`${dotted(own)}\`` : "the document"
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = keysAt(schema, own)
      for (const key of issue.keys) {
        const fix =
          meant(nearest(key, known)) ?? (known.length > 0 ? `known here: ${known.join(", ")}` : undefined)
        report([...path, key], "PP110", `unknown key \`${key}\``, fix, true)
      }
      return
    }
    case "invalid_type":
      if (issue.input === undefined)
        report(path, "PP111", `${where} is missing`, `add \`${own.at(-1)}:\` (${issue.expected})`)
      else
        report(
          path,
          "PP112",
          `${where} must be ${article(issue.expected)}, not ${article(typeName(issue.input))}`,
          issue.expected === "array" && typeof issue.input !== "object"
            ? `write \`[${issue.input}]\``
            : undefined,
        )
      return
    case "invalid_key":
      report(path, "PP112", `${where}: ${issue.issues[0]?.message ?? issue.message}`, undefined, true)
      return
    case "invalid_union": {
      const nested = mostSpecific(issue)
      if (issue.input === undefined) report(path, "PP111", `${where} is missing`, `add \`${own.at(-1)}:\``)
      else if (nested) reportIssue(nested, { base, above: own }, schema, report)
      else report(path, "PP112", `${where} has none of the forms allowed here`)
      return
    }
    case "invalid_value":
      report(
        path,
        issue.input === undefined ? "PP111" : "PP112",
        `${where} must be ${issue.values.map((v) => `\`${String(v)}\``).join(" or ")}`,
        suggestion(issue),
      )
      return
    default:
      report(path, "PP112", `${where}: ${issue.message}`)
  }
}

/** `entries[1].reason` */
function dotted(path: Path): string {
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join("")
}

/** Of a union's branches the one whose complaint lies deepest: what the author most probably meant. */
function mostSpecific(issue: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue | undefined {
  const depth = (i: z.core.$ZodIssue) => i.path.length * 2 + (i.code === "invalid_type" ? 0 : 1)
  return issue.errors.flat().sort((a, b) => depth(b) - depth(a))[0]
}

function suggestion(issue: z.core.$ZodIssueInvalidValue): string | undefined {
  return typeof issue.input === "string" ? meant(nearest(issue.input, issue.values.map(String))) : undefined
}

/** Keys that the schema allows at a path, for hints; empty where it cannot tell. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  let at: unknown = schema
  for (const step of path) {
    at = unwrap(at)
    const def = (
      at as {
        def?: { type?: string; shape?: Record<string, unknown>; element?: unknown; valueType?: unknown }
      }
    )?.def
    if (def?.type === "object") at = def.shape?.[String(step)]
    else if (def?.type === "array") at = def.element
    else if (def?.type === "record") at = def.valueType
    else return []
  }
  const shape = (unwrap(at) as { def?: { shape?: Record<string, unknown> } })?.def?.shape
  return shape ? Object.keys(shape) : []
}

function unwrap(schema: unknown): unknown {
  const def = (schema as { def?: { type?: string; innerType?: unknown; options?: unknown[] } })?.def
  if (def?.type === "optional" || def?.type === "default") return unwrap(def.innerType)
  if (def?.type === "union")
    return unwrap(
      def.options?.find((o) => (unwrap(o) as { def?: { type?: string } })?.def?.type === "object") ??
        def.options?.[0],
    )
  return schema
}

function typeName(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "list" : typeof value
}

function article(type: string): string {
  const name = type === "array" ? "list" : type === "record" || type === "object" ? "map" : type
  return name === "null" || name === "undefined" ? name : /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`
}

/** Steps at `base`, each dispatched on its one verb (PP120 none, PP121 several, PP122 not yet) and validated. */
export function parseSteps(raw: unknown, source: Source, problems: Problem[], base: Path): Step[] {
  if (raw === undefined) return []
  const items = Array.isArray(raw) ? raw : [raw]
  return items.flatMap(
    (item, i) => parseStep(item, source, problems, Array.isArray(raw) ? [...base, i] : base) ?? [],
  )
}

/** One step, or undefined when it was reported. Nested steps (race, stream, against, state models) are validated with it. */
export function parseStep(raw: unknown, source: Source, problems: Problem[], path: Path): Step | undefined {
  const report = reporter(source, problems)
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    report(path, "PP112", `a step must be a map that begins with its verb, like \`call: idp.SignUp\``)
    return undefined
  }
  const keys = Object.keys(raw)
  const verbs = keys.filter((key): key is Verb => Object.hasOwn(VERBS, key))
  const [verb, second] = verbs
  if (!verb) {
    const future = keys.find((key) => (FUTURE_VERBS as readonly string[]).includes(key))
    if (future) {
      report(
        [...path, future],
        "PP122",
        `the verb \`${future}\` is not there yet: it comes with the domain endpoints`,
        undefined,
        true,
      )
      return undefined
    }
    const near = keys.map((key) => nearest(key, VERB_NAMES)).find(Boolean)
    report(
      path,
      "PP120",
      `this step has no verb${keys[0] ? ` (its keys: ${keys.join(", ")})` : ""}`,
      meant(near) ?? `verbs: ${VERB_NAMES.join(", ")}`,
    )
    return undefined
  }
  if (second) {
    report(
      [...path, second],
      "PP121",
      `this step has two verbs, \`${verb}\` and \`${second}\``,
      "write two steps",
      true,
    )
    return undefined
  }
  const before = problems.length
  const fields = validate<unknown>(VERBS[verb] as z.ZodType<unknown>, source, problems, path, raw)
  if (fields === undefined || problems.length > before) return undefined
  const { file, line } = source.locate(path)
  const step = { ...(fields as object), verb, path, where: `${file}:${line}` } as Step
  if (step.verb === "race") parseSteps(step.race.do, source, problems, [...path, "race", "do"])
  if (step.verb === "stream") step.stream = parseStream(step.stream, source, problems, [...path, "stream"])
  if (step.verb === "token" && step.against !== undefined)
    parseStep(step.against, source, problems, [...path, "against"])
  return problems.length > before ? undefined : step
}

function parseStream(
  { do: round, meanwhile, ...rest }: StepOf<"stream">["stream"],
  source: Source,
  problems: Problem[],
  path: Path,
): StepOf<"stream">["stream"] {
  const parsed = { ...rest, do: parseSteps(round, source, problems, [...path, "do"]) }
  if (!meanwhile) return parsed
  const happenings = meanwhile.map(({ after, do: steps }, i) => ({
    after,
    do: parseSteps(steps, source, problems, [...path, "meanwhile", i, "do"]),
  }))
  return { ...parsed, meanwhile: happenings }
}
