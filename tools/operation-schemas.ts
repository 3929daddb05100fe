import type { FoundOperation, Shape, ShapeReference } from "../src/model/model.ts"
import { findOperation, operationNames } from "../src/model/model.ts"
import { COMMON_ERRORS } from "../src/scenario/common-errors.ts"

export type JsonSchema = Record<string, unknown>

/**
 * What editors may know of each operation: the members of `with` and the errors of `fails`, under
 * `$defs/OPERATION.with` and `$defs/OPERATION.fails`, and the shapes that several share, under `$defs/PREFIX.SHAPE`.
 * Nothing here refuses a value: a scenario may send a wrong one on purpose, and lint knows when it does.
 */
export function operationDefinitions(): Record<string, JsonSchema> {
  const definitions: Record<string, JsonSchema> = {
    commonError: {
      anyOf: [{ enum: [...COMMON_ERRORS] }, { pattern: "^\\$\\{", description: "A reference" }],
    },
  }
  for (const name of operationNames()) {
    const found = findOperation(name)!
    const prefix = name.slice(0, name.indexOf("."))
    definitions[`${name}.with`] = define(definitions, prefix, found, found.operation.input)
    definitions[`${name}.error`] = {
      anyOf: [{ enum: found.operation.errors }, { $ref: "#/$defs/commonError" }],
    }
    definitions[`${name}.fails`] = failsSchema(name)
  }
  return definitions
}

/** The conditions that give a step of `verb` its operation's members, by the operation that it names. */
export function byOperation(verb: "call" | "paginate"): JsonSchema[] {
  return operationNames().map((name) => {
    const input = { $ref: `#/$defs/${name}.with` }
    const properties =
      verb === "call" ? { with: input, fails: { $ref: `#/$defs/${name}.fails` } } : { with: input }
    return when({ properties: { [verb]: { const: name } } }, { properties })
  })
}

/** A condition of JSON Schema. */
export function when(condition: JsonSchema, consequence: JsonSchema, otherwise?: JsonSchema): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  return { if: condition, then: consequence, ...(otherwise ? { else: otherwise } : {}) }
}

/** One error or a list of them; an error that the model does not declare has the form `{ type, undeclared }`. */
function failsSchema(name: string): JsonSchema {
  const error = { $ref: `#/$defs/${name}.error` }
  return when({ type: "array" }, { items: error }, when({ type: "string" }, error))
}

/** The schema of a shape; structures and enumerations get a definition of their own, so that nothing is told twice. */
function define(
  definitions: Record<string, JsonSchema>,
  prefix: string,
  found: FoundOperation,
  name: string,
): JsonSchema {
  const shape = found.model.shapes[name]!
  if (shape.type !== "structure" && !shape.enum) return inner(definitions, prefix, found, shape)
  const key = `${prefix}.${name}`
  if (!definitions[key]) {
    definitions[key] = {}
    definitions[key] = inner(definitions, prefix, found, shape)
  }
  return { $ref: `#/$defs/${key}` }
}

function inner(
  definitions: Record<string, JsonSchema>,
  prefix: string,
  found: FoundOperation,
  shape: Shape,
): JsonSchema {
  const of = ({ shape: name }: ShapeReference) => define(definitions, prefix, found, name)
  switch (shape.type) {
    case "structure": {
      const required = new Set(shape.required)
      const members = Object.entries(shape.members ?? {}).map(([name, reference]) => [
        name,
        member(of(reference), required.has(name), reference.deprecated),
      ])
      return { properties: Object.fromEntries(members) }
    }
    case "list":
      return { description: bounds(shape, "list", "items"), items: of(shape.member!) }
    case "map":
      return { description: bounds(shape, "map", "entries"), additionalProperties: of(shape.value!) }
    default:
      return shape.enum
        ? { anyOf: [{ enum: shape.enum }, {}] }
        : { description: bounds(shape, shape.type, shape.type === "string" ? "characters" : "") }
  }
}

function member(schema: JsonSchema, required: boolean, deprecated = false): JsonSchema {
  const described = required
    ? { ...schema, description: ["required", schema.description].filter(Boolean).join("; ") }
    : schema
  return deprecated ? { ...described, deprecated } : described
}

/** `string, 1 to 128 characters, /[\w]+/` */
function bounds({ min, max, pattern }: Shape, type: string, unit: string): string {
  const range =
    min === undefined && max === undefined ? [] : [`${min ?? 0} to ${max ?? "any number of"} ${unit}`.trim()]
  return [type, ...range, ...(pattern ? [`/${pattern}/`] : [])].join(", ")
}
