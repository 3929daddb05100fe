import { isDeepStrictEqual } from "node:util"
import { meant, nearest } from "../model/nearest.ts"
import { isDuration, parseDuration } from "./duration.ts"
import type { Path } from "./yaml.ts"

/** Where an answer is not what a pattern says. `soft`: below `$should`, a deviation that fails nothing. */
export interface Mismatch {
  path: string
  expected: string
  received: string
  soft: boolean
}

export interface MatchContext {
  /** Epoch milliseconds on the clock of the case. */
  now: number
}

type Matcher = (operand: unknown, value: unknown, at: At, context: MatchContext) => Mismatch[]
interface At {
  path: string
  /** The member is not there at all. */
  absent: boolean
}

/**
 * Compares a value with a pattern (suites.md §6.6): literals equal, a map is an open subset, a list is exact,
 * `$…` keys say more; several of them in one map must all hold.
 */
export function match(pattern: unknown, value: unknown, context: MatchContext, path = ""): Mismatch[] {
  return matchAt(pattern, value, { path, absent: value === undefined }, context)
}

function matchAt(pattern: unknown, value: unknown, at: At, context: MatchContext): Mismatch[] {
  if (Array.isArray(pattern)) return matchList(pattern, value, at, context)
  if (isMap(pattern))
    return isMatcherMap(pattern)
      ? matchOperators(pattern, value, at, context)
      : matchMap(pattern, value, at, context)
  if (at.absent) return [miss(at, show(pattern), "nothing")]
  return isDeepStrictEqual(pattern, value) ? [] : [miss(at, show(pattern), show(value))]
}

function matchMap(
  pattern: Record<string, unknown>,
  value: unknown,
  at: At,
  context: MatchContext,
): Mismatch[] {
  if (!isMap(value)) return [miss(at, "a map", at.absent ? "nothing" : show(value))]
  return Object.entries(pattern).flatMap(([key, member]) =>
    matchAt(member, own(value, key), inside(at, key, !Object.hasOwn(value, key)), context),
  )
}

function matchList(pattern: unknown[], value: unknown, at: At, context: MatchContext): Mismatch[] {
  if (!Array.isArray(value)) return [miss(at, "a list", at.absent ? "nothing" : show(value))]
  if (value.length !== pattern.length)
    return [miss(at, `a list of ${pattern.length}`, `a list of ${value.length}: ${show(value)}`)]
  return pattern.flatMap((item, i) => matchAt(item, value[i], inside(at, i), context))
}

function matchOperators(
  pattern: Record<string, unknown>,
  value: unknown,
  at: At,
  context: MatchContext,
): Mismatch[] {
  return Object.entries(pattern).flatMap(([name, operand]) =>
    OPERATORS[name as Operator](operand, value, at, context),
  )
}

const test = (
  holds: (operand: never, value: never) => boolean,
  says: (operand: unknown) => string,
): Matcher => {
  return (operand, value, at) =>
    !at.absent && holds(operand as never, value as never)
      ? []
      : [miss(at, says(operand), at.absent ? "nothing" : show(value))]
}
const compare = (sign: string, holds: (a: number, b: number) => boolean) =>
  test(
    (limit: number, value: number) => typeof value === "number" && holds(value, limit),
    (limit) => `a number ${sign} ${show(limit)}`,
  )
const form = (name: string, regex: RegExp) =>
  test(
    (_: unknown, value: string) => typeof value === "string" && regex.test(value),
    () => name,
  )

const OPERATORS = {
  $closed: (operand, value, at, context) => {
    const extra = isMap(value)
      ? Object.keys(value).filter((key) => !Object.hasOwn(operand as object, key))
      : []
    return [
      ...matchMap(operand as Record<string, unknown>, value, at, context),
      ...extra.map((key) => miss(inside(at, key), "nothing else here", show(own(value as object, key)))),
    ]
  },
  $type: test(
    (type: string, value: unknown) =>
      type === typeOf(value) || (type === "integer" && Number.isInteger(value)),
    (type) => `a value of type ${type}`,
  ),
  $match: test(
    (regex: string, value: string) => typeof value === "string" && new RegExp(regex, "u").test(value),
    (regex) => `a string that matches /${regex}/`,
  ),
  $uuid: form("a UUID-shaped string", /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i),
  $arn: form("an ARN", /^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:[\w+=/,.@-]*:\d*:.+/),
  $jwt: form("a JWT of three parts", /^[\w-]+\.[\w-]+\.[\w-]+$/),
  $b64: form("standard base64", /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
  $len: (operand, value, at, context) => {
    const length =
      typeof value === "string"
        ? [...value].length
        : Array.isArray(value)
          ? value.length
          : isMap(value)
            ? Object.keys(value).length
            : undefined
    if (length === undefined)
      return [miss(at, "something with a length", at.absent ? "nothing" : show(value))]
    return matchAt(operand, length, { path: `length of ${at.path || "the answer"}`, absent: false }, context)
  },
  $gt: compare(">", (a, b) => a > b),
  $gte: compare("≥", (a, b) => a >= b),
  $lt: compare("<", (a, b) => a < b),
  $lte: compare("≤", (a, b) => a <= b),
  $between: test(
    ([low, high]: [number, number], value: number) =>
      typeof value === "number" && value >= low && value <= high,
    (range) => `a number in ${show(range)}`,
  ),
  $oneOf: (operand, value, at, context) =>
    (operand as unknown[]).some((option) => hard(matchAt(option, value, at, context)).length === 0)
      ? []
      : [miss(at, `one of ${show(operand)}`, at.absent ? "nothing" : show(value))],
  $not: (operand, value, at, context) =>
    !at.absent && hard(matchAt(operand, value, at, context)).length > 0
      ? []
      : [miss(at, `something, but not ${show(operand)}`, at.absent ? "nothing" : show(value))],
  $absent: (_, value, at) => (at.absent ? [] : [miss(at, "nothing", show(value))]),
  $present: (_, __, at) => (at.absent ? [miss(at, "something", "nothing")] : []),
  $contains: (operand, value, at, context) => {
    const found =
      typeof value === "string"
        ? typeof operand === "string" && value.includes(operand)
        : Array.isArray(value) && value.some((item) => hard(match(operand, item, context)).length === 0)
    return found
      ? []
      : [miss(at, `something that contains ${show(operand)}`, at.absent ? "nothing" : show(value))]
  },
  $unordered: (operand, value, at, context) => matchUnordered(operand as unknown[], value, at, context),
  $each: (operand, value, at, context) =>
    // An empty list would make it hold for nothing.
    Array.isArray(value) && value.length > 0
      ? value.flatMap((item, i) => matchAt(operand, item, inside(at, i), context))
      : [miss(at, "a list with something in it", at.absent ? "nothing" : show(value))],
  $some: (operand, value, at, context) =>
    Array.isArray(value) && value.some((item) => hard(match(operand, item, context)).length === 0)
      ? []
      : [miss(at, `a list with ${show(operand)} in it`, at.absent ? "nothing" : show(value))],
  $epoch: (operand, value, at, { now }) => {
    const { in: offset = "0s", within = undefined } = isMap(operand)
      ? (operand as { in?: string; within?: string })
      : {}
    if (typeof value !== "number")
      return [miss(at, "epoch seconds as a number", at.absent ? "nothing" : show(value))]
    const expected = (now + parseDuration(offset)) / 1000
    const slack = within === undefined ? 50 * 365 * 86_400 : parseDuration(within) / 1000
    return Math.abs(value - expected) <= slack
      ? []
      : [miss(at, `epoch seconds ${Math.round(expected)} ± ${slack}`, show(value))]
  },
  $should: (operand, value, at, context) =>
    matchAt(operand, value, at, context).map((m) => ({ ...m, soft: true })),
} satisfies Record<string, Matcher>
type Operator = keyof typeof OPERATORS
export const OPERATOR_NAMES = Object.keys(OPERATORS)

/** Where a pattern is no pattern, and why. */
export interface PatternProblem {
  path: Path
  message: string
  fix?: string
}

/** `$…` keys that no operator answers to, and maps that mix them with members: what lint reports. */
export function patternProblems(pattern: unknown, path: Path = []): PatternProblem[] {
  if (Array.isArray(pattern)) return pattern.flatMap((item, i) => patternProblems(item, [...path, i]))
  if (!isMap(pattern)) return []
  const keys = Object.keys(pattern)
  const dollars = keys.filter((key) => key.startsWith("$"))
  const unknown = dollars.filter((key) => !Object.hasOwn(OPERATORS, key))
  const here: PatternProblem[] = unknown.map((key) => {
    return {
      path: [...path, key],
      message: `unknown pattern \`${key}\``,
      fix: meant(nearest(key, OPERATOR_NAMES)) ?? `patterns: ${OPERATOR_NAMES.join(" ")}`,
    }
  })
  if (dollars.length > 0 && dollars.length < keys.length)
    here.push({
      path: [...path, keys.find((key) => !key.startsWith("$"))!],
      message: "a map of patterns (`$…`) has no members of its own",
    })
  for (const key of dollars) here.push(...operandProblems(key, pattern[key], [...path, key]))
  return [...here, ...keys.flatMap((key) => patternProblems(pattern[key], [...path, key]))]
}

function operandProblems(name: string, operand: unknown, path: Path): PatternProblem[] {
  const wants = OPERANDS[name]
  if (!wants || isReference(operand) || wants.holds(operand)) return []
  return [{ path, message: `\`${name}\` takes ${wants.what}` }]
}

/** A value that only a run can tell is not judged before. */
function isReference(operand: unknown): boolean {
  return typeof operand === "string" && operand.includes("${")
}

interface Operand {
  what: string
  holds(operand: unknown): boolean
}
const numeric: Operand = {
  what: "a number",
  holds: (operand) => typeof operand === "number",
}
const flag: Operand = { what: "`true`, and nothing else", holds: (operand) => operand === true }
const list: Operand = { what: "a list", holds: Array.isArray }

const OPERANDS: Readonly<Record<string, Operand>> = {
  $closed: { what: "a map", holds: isMap },
  $type: {
    what: "one of string, number, integer, boolean, object, array, null",
    holds: (operand) => TYPES.includes(String(operand)),
  },
  $match: {
    what: "a regular expression",
    holds: (operand) => typeof operand === "string" && isRegExp(operand),
  },
  $gt: numeric,
  $gte: numeric,
  $lt: numeric,
  $lte: numeric,
  $between: {
    what: "a list of two numbers, the smaller first",
    holds: isRange,
  },
  $oneOf: list,
  $unordered: list,
  $uuid: flag,
  $arn: flag,
  $jwt: flag,
  $b64: flag,
  $absent: flag,
  $present: flag,
  $epoch: { what: "`true`, or a map of `in` and `within` with durations", holds: isEpochOperand },
}

function isRange(operand: unknown): boolean {
  if (!Array.isArray(operand) || operand.length !== 2) return false
  const [low, high] = operand as [unknown, unknown]
  if (isReference(low) || isReference(high)) return true
  return typeof low === "number" && typeof high === "number" && low <= high
}

function isRegExp(source: string): boolean {
  try {
    new RegExp(source, "u")
    return true
  } catch {
    return false
  }
}

function isEpochOperand(operand: unknown): boolean {
  if (operand === true) return true
  return (
    isMap(operand) &&
    Object.entries(operand).every(
      ([key, value]) => (key === "in" || key === "within") && (isReference(value) || isDuration(value)),
    )
  )
}

const TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"]

function matchUnordered(expected: unknown[], value: unknown, at: At, context: MatchContext): Mismatch[] {
  if (!Array.isArray(value)) return [miss(at, "a list", at.absent ? "nothing" : show(value))]
  const takers = assign(
    expected,
    value,
    (item, candidate) => hard(match(item, candidate, context)).length === 0,
  )
  return [
    ...expected
      .filter((_, i) => !takers.includes(i))
      .map((item) => miss(at, `${show(item)} in the list`, show(value))),
    ...value
      .filter((_, i) => takers[i] === undefined)
      .map((item) => miss(at, "no other item in the list", show(item))),
  ]
}

/**
 * For each item the pattern that takes it, no pattern twice and as many as can be: a pattern that fits several items
 * leaves the one that another needs (augmenting paths).
 */
function assign(
  patterns: readonly unknown[],
  items: readonly unknown[],
  fits: (pattern: unknown, item: unknown) => boolean,
): (number | undefined)[] {
  const takers: (number | undefined)[] = items.map(() => undefined)
  const place = (pattern: number, tried: Set<number>): boolean =>
    items.some((item, i) => {
      if (tried.has(i) || !fits(patterns[pattern], item)) return false
      tried.add(i)
      const holder = takers[i]
      if (holder !== undefined && !place(holder, tried)) return false
      takers[i] = pattern
      return true
    })
  for (const pattern of patterns.keys()) place(pattern, new Set())
  return takers
}

/** The mismatches that fail a step. */
export function hard(mismatches: readonly Mismatch[]): Mismatch[] {
  return mismatches.filter((m) => !m.soft)
}

function miss(at: At, expected: string, received: string): Mismatch {
  return { path: at.path, expected, received, soft: false }
}

function inside(at: At, key: string | number, absent = false): At {
  const step =
    typeof key === "number" ? `[${key}]` : /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
  return { path: at.path === "" && step.startsWith(".") ? step.slice(1) : at.path + step, absent }
}

function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isMatcherMap(pattern: Record<string, unknown>): boolean {
  const keys = Object.keys(pattern)
  return keys.length > 0 && keys.every((key) => Object.hasOwn(OPERATORS, key))
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value
}

const LONGEST_SHOWN = 400
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing"
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}… (${text.length} characters)` : text
}
