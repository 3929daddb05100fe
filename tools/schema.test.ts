import { globSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Ajv2020 } from "ajv/dist/2020.js"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"
import { exampleRecord } from "../reports/example-record.test-data.ts"
import { SCHEMA_FOLDER, schemas, schemaText } from "./schema.ts"

const published = schemas()
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
for (const [file, schema] of Object.entries(published)) ajv.addSchema({ $id: file, ...schema })
const errorsOf = (file: string, value: unknown) => {
  const validate = ajv.getSchema(file)!
  return validate(value)
    ? []
    : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`)
}
const step = (text: string) => errorsOf("step.schema.json", parse(text))

test("what is committed is what `npm run schema` writes", () => {
  expect(readdirSync(SCHEMA_FOLDER).sort()).toEqual(Object.keys(published).sort())
  for (const [file, schema] of Object.entries(published))
    expect(
      readFileSync(join(SCHEMA_FOLDER, file), "utf8") === schemaText(schema),
      `${file}: run npm run schema`,
    ).toBe(true)
})

test("every document of ours", () => {
  const root = join(import.meta.dirname, "..")
  const files = globSync(["scenarios/**/*.yaml", "targets/*.yaml"], { cwd: root })
  const errors = files.flatMap((file) =>
    errorsOf("poolproof.schema.json", parse(readFileSync(join(root, file), "utf8"))).map(
      (error) => `${file}${error}`,
    ),
  )
  expect(errors).toEqual([])
})

test("a run record", () => expect(errorsOf("run.schema.json", exampleRecord())).toEqual([]))

describe("a step", () => {
  test.each([
    "{ call: idp.SignUp, with: { Username: ann, Nothing: 1 }, fails: UsernameExistsException }",
    "{ call: idp.SignUp, fails: [UsernameExistsException, ThrottlingException] }",
    "{ call: idp.SignUp, fails: { type: AliasExistsException, undeclared: as seen } }",
    "{ call: idp.SignUp, fails: '${case.error}' }",
    "{ race: { width: 2, do: { call: idp.SignUp } }, outcomes: [{ rest: true }] }",
    "{ check: 1, is: 1 }",
  ])("%s", (text) => expect(step(text)).toEqual([]))

  test.each([
    ["{ call: idp.Signup }", "/call must be equal to one of the allowed values"],
    [
      "{ call: idp.SignUp, fails: CodeMismatchException }",
      "/fails must be equal to one of the allowed values",
    ],
    [
      "{ call: idp.SignUp, fails: [UsernameExistsException, CodeMismatchException] }",
      "/fails/1 must be equal to one of the allowed values",
    ],
    ["{ call: idp.SignUp, wiht: {} }", " must NOT have additional properties"],
    [
      "{ race: { width: 2, do: [{ call: idp.Nothing }] }, outcomes: [{ rest: true }] }",
      "/race/do/0/call must be equal to one of the allowed values",
    ],
    [
      "{ token: '${t}', against: { call: idp.Nothing } }",
      "/against/call must be equal to one of the allowed values",
    ],
    ["{ note: no verb }", " must match a schema in anyOf"],
    ["{ check: 1, is: 1, call: idp.SignUp }", " must NOT have additional properties"],
  ])("%s is refused", (text, error) => expect(step(text)).toContain(error))

  test("knows the members of each operation's input", () => {
    const definitions = published["step.schema.json"]!.$defs as Record<
      string,
      { properties: Record<string, unknown> }
    >
    expect(definitions["idp.SignUp.with"]).toEqual({ $ref: "#/$defs/idp.SignUpRequest" })
    expect(definitions["idp.SignUpRequest"]!.properties).toMatchObject({
      Username: { description: expect.stringMatching(/^required; string, 1 to 128 characters/) },
      UserAttributes: { items: { $ref: "#/$defs/idp.AttributeType" } },
    })
    expect(definitions["idp.AuthFlowType"]).toMatchObject({
      anyOf: [{ enum: expect.arrayContaining(["USER_SRP_AUTH"]) }, {}],
    })
  })

  test("is small enough for an editor", () =>
    expect(schemaText(published["step.schema.json"]!).length).toBeLessThan(500_000))
})

test.each([
  ["another kind", "{ poolproof: 1, kind: Nothing }"],
  ["a scenario without its members", "{ poolproof: 1 }"],
  [
    "a fixture with a wrong step",
    "{ poolproof: 1, kind: Fixture, id: a, scope: run, steps: [{ call: idp.X }], exports: {} }",
  ],
  [
    "a state model with a wrong step",
    "{ poolproof: 1, kind: Model, id: a, state: {}, commands: { x: { do: { call: idp.X }, table: [{ from: a, to: b }] } } }",
  ],
  [
    "an expectation without a reason",
    "{ poolproof: 1, kind: Expectations, entries: [{ id: a, verdict: fail }] }",
  ],
])("%s is refused", (_, text) => expect(errorsOf("poolproof.schema.json", parse(text))).not.toEqual([]))
