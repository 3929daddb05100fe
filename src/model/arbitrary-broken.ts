import fc from "fast-check"
import { assemble, type Options, type Override, sized, valid } from "./arbitrary.ts"
import { hasLength, mismatching, sample, textOfLength } from "./arbitrary-text.ts"
import { judge, type Rule } from "./judge.ts"
import { join, memberAt, parentOf, stepsOf } from "./path.ts"
import type { ServiceModel, Shape, ShapeType } from "./types.ts"

/** The kinds of JSON values. A whole number is a number. */
type JsonType = "null" | "boolean" | "number" | "string" | "array" | "object"

type ValueRule = Exclude<Rule, "type" | "required" | "unknown-member">

/**
 * A rule of one side that a value can break: `max-length` by one more than allowed, `type:array` by an array where the
 * model wants something else. Those of a map's keys begin with `key-` and belong to the map, as in AWS's messages.
 */
export type BreakableRule = "required" | ValueRule | `type:${JsonType}` | `key-${ValueRule}`

/** A rule and the path of the member that has it; a list stands for its entries with the first, a map with one. */
export type Breakable = { readonly path: string; readonly rule: BreakableRule }

/**
 * Everything that can be broken in values of a shape, each once, in the model's order. A `null` counts as a wrong type
 * in lists only: elsewhere it is an absent member.
 *
 * @example breakableRules(loadModel("cognito-idp"), "SignUpRequest")
 * // [{ path: "", rule: "type:boolean" }, … { path: "ClientId", rule: "required" }, … { path: "UserAttributes[0]", rule: "type:null" }, …]
 */
export function breakableRules(model: ServiceModel, shapeName: string): Breakable[] {
  return [...breakables(model, shapeName, "")]
}

function* breakables(model: ServiceModel, name: string, path: string): Generator<Breakable> {
  const shape = model.shapes[name]!
  for (const rule of rulesOf(model, shape)) yield { path, rule }
  for (const [member, { shape: below }] of Object.entries(shape.members ?? {})) {
    const at = join(path, member)
    if (shape.required?.includes(member)) yield { path: at, rule: "required" }
    yield* breakables(model, below, at)
  }
  if (shape.member) {
    const at = `${path}[0]`
    if (!model.shapes[shape.member.shape]!.document) yield { path: at, rule: "type:null" }
    yield* breakables(model, shape.member.shape, at)
  }
  if (shape.value) yield* breakables(model, shape.value.shape, join(path, keyOf(model, shape)))
}

/**
 * Values that break one rule at one path and are right in everything else, but for what `inseparable` lists. `path` may
 * name any list entry or map key, not only those of `breakableRules`.
 *
 * @throws {TypeError} for a path that the shape does not have, or a rule that cannot be broken there
 * @example broken(loadModel("cognito-idp"), "SignUpRequest", "Username", "max-length", { pin: { ClientId } })
 */
export function broken(
  model: ServiceModel,
  shapeName: string,
  path: string,
  rule: BreakableRule,
  options: Options = {},
): fc.Arbitrary<unknown> {
  return assemble(model, shapeName, [[path, outside(model, shapeName, path, rule)]], options)
}

/**
 * The other half of `broken`: valid values that have the member, and keep the rule by as little as can be: the shortest
 * or longest that the member may be, the smallest or greatest. Where a pattern allows no such length, the nearest.
 */
export function boundary(
  model: ServiceModel,
  shapeName: string,
  path: string,
  rule: BreakableRule,
  options: Options = {},
): fc.Arbitrary<unknown> {
  return assemble(model, shapeName, [[path, inside(model, shapeName, path, rule)]], options)
}

/**
 * What breaks along with a rule of this very shape, because no value breaks the rule alone: an empty string breaks the
 * least length and most patterns. For a rule of a map's keys both belong to the keys, but where a map is too long for
 * the keys that its pattern allows.
 *
 * @example inseparable(loadModel("cognito-idp"), "UsernameType") // [["min-length", "pattern"]]
 */
export function inseparable(model: ServiceModel, shapeName: string): [BreakableRule, BreakableRule][] {
  const shape = model.shapes[shapeName]!
  const { type, min = 0, max = Infinity } = shape
  const pairs: [BreakableRule, BreakableRule][] = []
  if (type === "string" && min > 0 && !hasLength(shape, min - 1)) pairs.push(["min-length", "pattern"])
  if (type === "string" && max < Infinity && !hasLength(shape, max + 1)) pairs.push(["max-length", "pattern"])
  if (type === "map") {
    if (!hasKeys(model, shape, max + 1)) pairs.push(["max-length", "key-pattern"])
    for (const [rule, other] of inseparable(model, shape.key!.shape)) {
      pairs.push([`key-${rule as ValueRule}`, `key-${other as ValueRule}`])
    }
  }
  return pairs
}

const JSON_TYPES: Readonly<Record<ShapeType, JsonType>> = {
  structure: "object",
  map: "object",
  list: "array",
  string: "string",
  blob: "string",
  boolean: "boolean",
  integer: "number",
  long: "number",
  timestamp: "number",
}

const JSON_VALUES: Readonly<Record<JsonType, fc.Arbitrary<unknown>>> = {
  null: fc.constant(null),
  boolean: fc.boolean(),
  number: fc.integer(),
  string: fc.string(),
  array: fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 }),
  object: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3, noNullPrototype: true }),
}

/** What a value of the shape can break at its own path, for all that stands around it. */
function rulesOf(model: ServiceModel, shape: Shape): BreakableRule[] {
  if (shape.document) return []
  const types = (["boolean", "number", "string", "array", "object"] as const).filter(
    (type) => type !== JSON_TYPES[shape.type],
  )
  const key = shape.key && model.shapes[shape.key.shape]!
  return [
    ...types.map((type) => `type:${type}` as const),
    ...valueRulesOf(shape),
    ...(key ? valueRulesOf(key).map((rule) => `key-${rule}` as const) : []),
  ]
}

function valueRulesOf(shape: Shape): ValueRule[] {
  const { min, max } = shape
  const rules: ValueRule[] = []
  if (JSON_TYPES[shape.type] === "number") {
    if (min !== undefined) rules.push("min")
    if (max !== undefined) rules.push("max")
    return rules
  }
  if (min !== undefined && min > 0) rules.push("min-length")
  if (max !== undefined) rules.push("max-length")
  if (mismatching(shape)) rules.push("pattern")
  if (shape.enum) rules.push("enum")
  return rules
}

/** What has to stand at the path to break the rule there. */
function outside(model: ServiceModel, shapeName: string, path: string, rule: BreakableRule): Override[1] {
  const shape = shapeWith(model, shapeName, path, rule)
  if (rule === "required") return "absent"
  if (isTypeRule(rule)) return JSON_VALUES[rule.slice("type:".length) as JsonType]
  if (!isKeyRule(rule)) return breaking(model, shape, rule)
  const key = breaking(model, model.shapes[shape.key!.shape]!, valueRule(rule)) as fc.Arbitrary<string>
  return fc.tuple(key, valid(model, shape.value!.shape)).map((entry) => Object.fromEntries([entry]))
}

function breaking(model: ServiceModel, shape: Shape, rule: ValueRule): fc.Arbitrary<unknown> {
  const { min = 0, max = 0, enum: choices = [] } = shape
  switch (rule) {
    case "min":
      return fc.constant(min - 1)
    case "max":
      return fc.constant(max + 1)
    case "min-length":
      return ofLength(model, shape, min - 1)
    case "max-length":
      return ofLength(model, shape, max + 1)
    case "pattern":
      return mismatching(shape)!
    case "enum": {
      const alike = fc.constantFrom(...choices).map((choice) => `${choice}_`)
      return fc.oneof(alike, fc.constantFrom("STRANGER", "")).filter((choice) => !choices.includes(choice))
    }
  }
}

function ofLength(model: ServiceModel, shape: Shape, length: number): fc.Arbitrary<unknown> {
  if (shape.type === "string") return textOfLength(shape, length)
  if (shape.type !== "map" || hasKeys(model, shape, length)) return sized(model, shape, length)
  const stranger = mismatching(model.shapes[shape.key!.shape]!)!
  return fc
    .tuple(sized(model, shape, length - 1), stranger, valid(model, shape.value!.shape))
    .map(([full, key, entry]) => Object.fromEntries([...Object.entries(full as object), [key, entry]]))
}

/** What has to stand at the path to keep the rule there, only just. */
function inside(model: ServiceModel, shapeName: string, path: string, rule: BreakableRule): Override[1] {
  const shape = shapeWith(model, shapeName, path, rule)
  if (rule === "required" || isTypeRule(rule)) return "valid"
  if (!isKeyRule(rule)) return keeping(model, shape, rule) ?? "valid"
  const key = keeping(model, model.shapes[shape.key!.shape]!, valueRule(rule)) as
    | fc.Arbitrary<string>
    | undefined
  if (!key) return sized(model, shape, 1)
  return fc.tuple(key, valid(model, shape.value!.shape)).map((entry) => Object.fromEntries([entry]))
}

/** `undefined` where any valid value will do. */
function keeping(model: ServiceModel, shape: Shape, rule: ValueRule): fc.Arbitrary<unknown> | undefined {
  const { min = 0, max = 0 } = shape
  switch (rule) {
    case "min":
      return fc.constant(min)
    case "max":
      return fc.constant(max)
    case "min-length":
      return sized(model, shape, min)
    case "max-length":
      return sized(model, shape, max)
    default:
      return undefined
  }
}

/** The shape at the path, if the rule can be broken there. */
function shapeWith(model: ServiceModel, shapeName: string, path: string, rule: BreakableRule): Shape {
  const shape = memberAt(model, shapeName, path)
  const parent = path === "" ? undefined : memberAt(model, shapeName, parentOf(path))
  const has = () => {
    if (rule === "required") return parent?.required?.includes(stepsOf(path)!.at(-1)!)
    if (rule === "type:null") return parent?.type === "list" && !shape!.document
    return rulesOf(model, shape!).includes(rule)
  }
  if (!shape || !has()) throw new TypeError(`${shapeName} has no ${rule} to break at ${path || "its root"}`)
  return shape
}

const isTypeRule = (rule: BreakableRule): rule is `type:${JsonType}` => rule.startsWith("type:")
const isKeyRule = (rule: BreakableRule): rule is `key-${ValueRule}` => rule.startsWith("key-")
const valueRule = (rule: `key-${ValueRule}`) => rule.slice("key-".length) as ValueRule

/** A key to name a map's entry by. */
function keyOf(model: ServiceModel, { key }: Shape): string {
  const name = key!.shape
  return judge(model, name, "key").length === 0
    ? "key"
    : sample(valid(model, name) as fc.Arbitrary<string>)[0]!
}

/** Whether the map's key pattern allows as many different keys. */
function hasKeys(model: ServiceModel, { key }: Shape, count: number): boolean {
  if (model.shapes[key!.shape]!.pattern === undefined) return true
  const keys = fc.sample(valid(model, key!.shape), { seed: 1, numRuns: 20 * Math.min(count, 100) })
  return new Set(keys).size >= Math.min(count, 100)
}
