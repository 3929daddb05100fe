import { expect, test } from "vitest"
import { overrideV1, overrideV2 } from "./claim-overrides.ts"

const scope = "aws.cognito.signin.user.admin"
const groups = { "cognito:groups": ["g"] }
const id = {
  ...groups,
  "cognito:roles": ["r"],
  "cognito:preferred_role": "r",
  token_use: "id",
  email: "a@example.com",
}
const access = { ...groups, token_use: "access", client_id: "c", scope }
const tokens = { id, access }

test("nothing answered changes nothing", () => {
  for (const answered of [undefined, null, {}]) {
    expect(overrideV1(tokens, answered)).toEqual(tokens)
    expect(overrideV2(tokens, answered)).toEqual(tokens)
  }
})

test("version 1 makes text of what it adds to the ID token, and leaves the access token", () => {
  const changed = overrideV1(tokens, {
    claimsToAddOrOverride: { level: 3, gone: "x" },
    claimsToSuppress: ["gone"],
  })
  expect(changed).toEqual({ id: { ...id, level: "3" }, access })
})

test("version 2 changes both tokens, each by its own list, with values of any type", () => {
  const value = { a: [1, true, "x", { b: null }] }
  const changed = overrideV2(tokens, {
    idTokenGeneration: { claimsToSuppress: ["email"] },
    accessTokenGeneration: {
      claimsToAddOrOverride: { value, n: 1, no: false },
      scopesToAdd: ["a/b", "has blank"],
    },
  })
  expect(changed.id).not.toHaveProperty("email")
  expect(changed.access).toEqual({ ...access, value, n: 1, no: false, scope: `${scope} a/b` })
})

test("a token without scopes has no scope", () => {
  const { access } = overrideV2(tokens, { accessTokenGeneration: { scopesToSuppress: [scope] } })
  expect(access).not.toHaveProperty("scope")
})

test("protected claims stay; aud of an access token may be its client", () => {
  const forged = { sub: "x", iss: "x", "cognito:groups": ["x"], version: 3, client_id: "x", scope: "x" }
  const generation = { claimsToAddOrOverride: { ...forged, aud: "x" }, claimsToSuppress: Object.keys(forged) }
  expect(
    overrideV2(tokens, { accessTokenGeneration: { ...generation, claimsToSuppress: ["client_id"] } }).access,
  ).toEqual(access)
  const owned = { accessTokenGeneration: { claimsToAddOrOverride: { aud: "c" } } }
  expect(overrideV2(tokens, owned).access).toEqual({ ...access, aud: "c" })
  expect(overrideV2(tokens, { idTokenGeneration: { claimsToAddOrOverride: { aud: "c" } } }).id).toEqual(id)
})

test("some claims of the ID token take no objects", () => {
  const address = { formatted: "x" }
  const details = (value: unknown) => ({ idTokenGeneration: { claimsToAddOrOverride: { address: value } } })
  expect(overrideV2(tokens, details(address)).id).toEqual(id)
  expect(overrideV2(tokens, details("x")).id).toEqual({ ...id, address: "x" })
})

test.each([null, {}])("groupOverrideDetails %j takes groups and roles away", (groupOverrideDetails) => {
  const bare = {
    id: { token_use: "id", email: id.email },
    access: { token_use: "access", client_id: "c", scope },
  }
  expect(overrideV1(tokens, { groupOverrideDetails })).toEqual(bare)
  expect(overrideV2(tokens, { groupOverrideDetails })).toEqual(bare)
})

test("groups replaced are in both tokens, roles in the ID token", () => {
  const groupOverrideDetails = { groupsToOverride: ["h"], iamRolesToOverride: ["s"], preferredRole: "s" }
  const changed = overrideV2(tokens, { groupOverrideDetails })
  expect(changed.access).toEqual({ ...access, "cognito:groups": ["h"] })
  expect(changed.id).toMatchObject({
    "cognito:groups": ["h"],
    "cognito:roles": ["s"],
    "cognito:preferred_role": "s",
  })
})

test("groups suppressed in one token stay in the other", () => {
  const changed = overrideV2(tokens, { idTokenGeneration: { claimsToSuppress: ["cognito:groups"] } })
  expect(changed).toEqual({ id: { token_use: "id", email: id.email }, access })
})

test.each([
  ["text", "text"],
  ["a list of claims", { claimsToAddOrOverride: [] }],
  ["text for a list", { claimsToSuppress: "email" }],
  ["numbers as groups", { groupOverrideDetails: { groupsToOverride: [1] } }],
])("%s is not of the event's shape", (_what, answered) => {
  const unrecognizable = expect.objectContaining({
    type: "InvalidLambdaResponseException",
    message: "Unrecognizable lambda output",
  })
  expect(() => overrideV1(tokens, answered)).toThrow(unrecognizable)
  expect(() => overrideV2(tokens, { accessTokenGeneration: answered })).toThrow(unrecognizable)
})

test("version 1 takes no lists or objects as values", () => {
  expect(() => overrideV1(tokens, { claimsToAddOrOverride: { a: [] } })).toThrow("Unrecognizable")
})
