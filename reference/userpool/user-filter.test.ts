import { expect, test } from "vitest"
import { parseFilter } from "./user-filter.ts"
import { newUser } from "./users.ts"

const ann = newUser(0, {
  username: "Ann",
  sub: "1",
  attributes: new Map([["email", "ann@example.com"]]),
  status: "CONFIRMED",
})

test.each([
  ["", true],
  ['email = "ann@example.com"', true],
  ['email="ann@example.co"', false],
  ['"email"^="ann@"', true],
  ['username = "Ann"', true],
  ['username = "ann"', false],
  ['cognito:user_status = "confirmed"', true],
  ['status = "Enabled"', true],
  ['given_name ^= ""', false],
])("%s", (filter, expected) => {
  expect(parseFilter(filter)(ann)).toBe(expected)
})

test.each([
  ['custom:x = "1"', "Invalid search attribute: custom:x"],
  ["email = ann", "Error while parsing filter."],
  ['email > "a"', "Error while parsing filter."],
])("%s is refused", (filter, message) => {
  expect(() => parseFilter(filter)).toThrow(message)
})
