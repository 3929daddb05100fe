import fc from "fast-check"
import { hasLength, type Length, text, textOfLength } from "./arbitrary-text.ts"
import { memberAt, stepsOf } from "./path.ts"
import type { ServiceModel, Shape } from "./types.ts"

/** How values are generated. */
export type Options = {
  /**
   * Members by their paths, as they shall be: `{ ClientId: "1example23456789", "UserAttributes[0].Name": "email" }`.
   * One that is `undefined` is left out.
   */
  readonly pin?: Readonly<Record<string, unknown>>
  /** `false` leaves out every optional member that no pin asks for. */
  readonly optional?: boolean
}

/** What stands at a path, whether or not it is optional. A `valid` member keeps its pins. */
export type Override = readonly [path: string, member: fc.Arbitrary<unknown> | "absent" | "valid"]

/** Overrides as a tree. */
type Plan = {
  readonly here?: fc.Arbitrary<unknown> | "absent"
  readonly below: ReadonlyMap<string, Plan>
}
type Context = { readonly model: ServiceModel; readonly optional: boolean }

/** How many entries or bytes a generated value may have above those that it must have. */
const MORE = 3
// A null prototype would be one more difference between what is generated and what JSON.parse gives.
const OBJECTS = { noNullPrototype: true }
const NO_PLAN: Plan = { below: new Map() }

/**
 * JSON values that the model allows, as they go over the wire: timestamps as epoch seconds, blobs as base64, whole
 * documents as JSON objects. Small ones: lengths stay near their minimum. The shape must not contain itself.
 *
 * @throws {TypeError} for a pin whose path the shape does not have
 * @example fc.sample(valid(loadModel("cognito-idp"), "SignUpRequest", { pin: { ClientId: "1example23456789" } }), 1)
 */
export function valid(model: ServiceModel, shapeName: string, options: Options = {}): fc.Arbitrary<unknown> {
  return assemble(model, shapeName, [], options)
}

/** Valid values, but for the overrides, which outweigh the pins that are in their way. */
export function assemble(
  model: ServiceModel,
  shapeName: string,
  overrides: readonly Override[],
  { pin = {}, optional = true }: Options,
): fc.Arbitrary<unknown> {
  const pins = Object.entries(pin).map(
    ([path, value]): Override => [path, value === undefined ? "absent" : fc.constant(value)],
  )
  const plan = [...pins, ...overrides].reduce((tree, [path, member]) => {
    const steps = memberAt(model, shapeName, path) && stepsOf(path)
    if (!steps) throw new TypeError(`${shapeName} has no ${path}`)
    return planned(tree, steps, member)
  }, NO_PLAN)
  return value({ model, optional }, shapeName, plan)
}

/** Values of `size` characters, bytes or entries, or as near to it as patterns allow, valid in all else. */
export function sized(model: ServiceModel, shape: Shape, size: number): fc.Arbitrary<unknown> {
  if (shape.type === "string" && hasLength(shape, size)) return textOfLength(shape, size)
  return ofSize({ model, optional: false }, shape, NO_PLAN, [size, size])
}

function planned(tree: Plan, [step, ...rest]: readonly string[], member: Override[1]): Plan {
  if (step !== undefined) {
    return { below: new Map([...tree.below, [step, planned(tree.below.get(step) ?? NO_PLAN, rest, member)]]) }
  }
  if (member !== "valid") return { here: member, below: new Map() }
  return tree.here === "absent" ? NO_PLAN : tree
}

function value(context: Context, name: string, plan: Plan): fc.Arbitrary<unknown> {
  if (plan.here === "absent") throw new TypeError("Only members and map entries can be left out")
  if (plan.here) return plan.here
  const shape = context.model.shapes[name]!
  if (shape.document) return fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), OBJECTS)
  const { min = 0, max = Infinity } = shape
  switch (shape.type) {
    case "structure":
      return structure(context, shape, plan)
    case "boolean":
      return fc.boolean()
    case "timestamp":
      // 2001 to 2100, in milliseconds.
      return fc.integer({ min: 1e12, max: 4_102_444_800_000 }).map((ms) => ms / 1000)
    case "integer":
    case "long":
      return fc.integer({ min: shape.min ?? -1000, max: Math.min(max, 2 ** 31 - 1) })
    default:
      return shape.enum ? fc.constantFrom(...shape.enum) : ofSize(context, shape, plan, [min, max])
  }
}

function structure(
  context: Context,
  { members = {}, required = [] }: Shape,
  plan: Plan,
): fc.Arbitrary<unknown> {
  const needed = (name: string) => required.includes(name) || plan.below.has(name)
  const kept = Object.entries(members).filter(([name]) => {
    const below = plan.below.get(name)
    return below ? below.here !== "absent" : context.optional || needed(name)
  })
  const record: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(
    kept.map(([name, { shape }]) => [name, value(context, shape, plan.below.get(name) ?? NO_PLAN)]),
  )
  return fc.record(record, { requiredKeys: Object.keys(record).filter(needed), ...OBJECTS })
}

/** A string, blob, list or map. */
function ofSize(context: Context, shape: Shape, plan: Plan, [from, to]: Length): fc.Arbitrary<unknown> {
  const near = Math.min(to, from + MORE)
  switch (shape.type) {
    case "list":
      return list(context, shape, plan, [from, near])
    case "map":
      return map(context, shape, plan, [from, near])
    case "blob":
      return fc
        .tuple(fc.integer({ min: from, max: near }), fc.uint8Array({ minLength: 1, maxLength: 16 }))
        .map(([length, bytes]) => Buffer.alloc(length, bytes).toString("base64"))
    default:
      return text(shape, [from, to])
  }
}

function list(context: Context, shape: Shape, plan: Plan, [from, to]: Length): fc.Arbitrary<unknown> {
  const entry = (below = NO_PLAN) => value(context, shape.member!.shape, below)
  const count = Math.max(0, ...[...plan.below.keys()].map((index) => Number(index) + 1))
  const planned = Array.from({ length: count }, (_, index) => entry(plan.below.get(String(index))))
  const minLength = Math.max(0, from - count)
  const rest = fc.array(entry(), { minLength, maxLength: Math.max(minLength, to - count) })
  return fc.tuple(fc.tuple(...planned), rest).map((parts) => parts.flat())
}

function map(context: Context, shape: Shape, plan: Plan, [from, to]: Length): fc.Arbitrary<unknown> {
  const key = value(context, shape.key!.shape, NO_PLAN) as fc.Arbitrary<string>
  const entry = (below = NO_PLAN) => value(context, shape.value!.shape, below)
  const planned = [...plan.below].filter(([, below]) => below.here !== "absent")
  const minLength = Math.max(0, from - planned.length)
  const maxLength = Math.max(minLength, to - planned.length)
  const rest = fc
    .uniqueArray(
      fc.tuple(
        key.filter((k) => !plan.below.has(k)),
        entry(),
      ),
      { minLength, maxLength, selector: ([k]) => k },
    )
    // Of keys that are few, fast-check finds too few before it gives up.
    .filter(({ length }) => length >= minLength)
  return fc
    .tuple(rest, fc.tuple(...planned.map(([k, below]) => fc.tuple(fc.constant(k), entry(below)))))
    .map((parts) => Object.fromEntries(parts.flat()))
}
