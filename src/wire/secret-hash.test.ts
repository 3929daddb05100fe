import { expect, test } from "vitest"
import { secretHash } from "./secret-hash.ts"

test("RFC 4231, test case 2, split between user name and client id", () => {
  const hash = Buffer.from(secretHash("what do ya want ", "for nothing?", "Jefe"), "base64").toString("hex")
  expect(hash).toBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
})
