/**
 * Writes schema/, the published JSON Schemas: what editors complete documents by, and what programs may expect of run.json.
 *
 *     npm run schema
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as z from "zod"
import { operationNames } from "../src/model/model.ts"
import { KINDS, VERB_NAMES, VERBS, type Verb } from "../src/scenario/documents.ts"
import { targetSchema } from "../src/target/profile.ts"
import { expectationsSchema } from "../src/verdict/expectations.ts"
import { runRecordSchema } from "../src/verdict/record.ts"
import { byOperation, type JsonSchema, operationDefinitions, when } from "./operation-schemas.ts"

export const SCHEMA_FOLDER = join(import.meta.dirname, "..", "schema")
const DIALECT = "https://json-schema.org/draft/2020-12/schema"

const STEP = { $ref: "step.schema.json" }
const STEPS = { type: "array", items: STEP }
/** A step, or a list of them. */
const STEP_OR_STEPS = when({ type: "array" }, { items: STEP }, STEP)

/** Every published schema by the name of its file. */
export function schemas(): Record<string, JsonSchema> {
  const { Scenario, Fixture, Model, Requirements, Profiles } = KINDS
  const model = fromZod(Model)
  at(model, "properties", "commands", "additionalProperties", "properties").do = STEP
  at(model, "properties", "invariant", "items", "properties").do = STEP
  const kinds = {
    scenario: withSteps(fromZod(Scenario)),
    fixture: withSteps(fromZod(Fixture)),
    model,
    requirements: fromZod(Requirements),
    profiles: fromZod(Profiles),
    target: fromZod(targetSchema),
    expectations: fromZod(expectationsSchema),
  }
  const named = Object.entries({
    ...kinds,
    step: stepSchema(),
    poolproof: anyKind(Object.keys(kinds)),
    run: fromZod(runRecordSchema),
  })
  return Object.fromEntries(
    named.map(([name, schema]) => [`${name}.schema.json`, { $schema: DIALECT, ...schema }]),
  )
}

/** The text of a schema's file. */
export function schemaText(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 1)}\n`
}

function fromZod(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "input" })
  return json
}

/** Puts the steps' own schema where zod knows only that there are steps. */
function withSteps(schema: JsonSchema): JsonSchema {
  return { ...schema, $defs: { ...(schema.$defs as JsonSchema), steps: STEPS } }
}

/** A step, by its verb: the editors' messages are about that verb's members alone. */
function stepSchema(): JsonSchema {
  return {
    description: "One step: its verb, and what belongs to the verb",
    type: "object",
    properties: Object.fromEntries(VERB_NAMES.map((verb) => [verb, {}])),
    anyOf: VERB_NAMES.map((verb) => ({ required: [verb] })),
    allOf: VERB_NAMES.map((verb) => when({ required: [verb] }, { $ref: `#/$defs/${verb}` })),
    $defs: {
      ...Object.fromEntries(VERB_NAMES.map((verb) => [verb, verbSchema(verb)])),
      ...operationDefinitions(),
    },
  }
}

function verbSchema(verb: Verb): JsonSchema {
  const schema = fromZod(VERBS[verb])
  const properties = at(schema, "properties")
  if (verb === "race") at(properties, "race", "properties").do = STEP_OR_STEPS
  if (verb === "stream") {
    const round = at(properties, "stream", "properties")
    round.do = STEPS
    at(round, "meanwhile", "items", "properties").do = STEPS
  }
  if (verb === "token") properties.against = STEP
  if (verb !== "call" && verb !== "paginate") return schema
  const { description } = at(properties, verb)
  return {
    ...schema,
    properties: { ...properties, [verb]: { description, enum: operationNames() } },
    allOf: byOperation(verb),
  }
}

/** Any document, by its `kind`: one schema for a whole folder of them. A document without one is a scenario. */
function anyKind(names: readonly string[]): JsonSchema {
  const title = (name: string) => name[0]!.toUpperCase() + name.slice(1)
  return {
    description: "A document of poolproof",
    type: "object",
    required: ["poolproof"],
    properties: { poolproof: { const: 1 }, kind: { enum: names.map(title) } },
    allOf: names.map((name) => {
      const is = { properties: { kind: { const: title(name) } } }
      return when(name === "scenario" ? is : { ...is, required: ["kind"] }, { $ref: `${name}.schema.json` })
    }),
  }
}

function at(schema: JsonSchema, ...path: string[]): JsonSchema {
  return path.reduce((value, key) => value[key] as JsonSchema, schema)
}

if (import.meta.main) {
  mkdirSync(SCHEMA_FOLDER, { recursive: true })
  for (const [file, schema] of Object.entries(schemas()))
    writeFileSync(join(SCHEMA_FOLDER, file), schemaText(schema))
}
