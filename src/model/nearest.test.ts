import { expect, test } from "vitest"
import { operationNames } from "./model.ts"
import { nearest } from "./nearest.ts"

test.each([
  ["idp.Signup", "idp.SignUp"],
  ["idp.AdminCreateUsr", "idp.AdminCreateUser"],
  ["identity.GetID", "identity.GetId"],
  ["identity.GetCredentialForIdentity", "identity.GetCredentialsForIdentity"],
])("%s was meant to be %s", (name, expected) => {
  expect(nearest(name, operationNames())).toBe(expected)
})

test("nothing is near to what nobody meant", () => {
  expect(nearest("s3.PutObject", operationNames())).toBeUndefined()
  expect(nearest("", operationNames())).toBeUndefined()
  expect(nearest("idp.SignUp", [])).toBeUndefined()
})

test("the first of equally near ones wins, an exact one always", () => {
  expect(nearest("cat", ["bat", "hat"])).toBe("bat")
  expect(nearest("cat", ["bat", "cat"])).toBe("cat")
})
