import { exportJWK, generateKeyPair, SignJWT } from "jose"
import { beforeAll, describe, expect, test } from "vitest"
import type { SampleLine } from "../../load/lib/sample.ts"
import { Audit } from "./audit.ts"
import { IdSet } from "./id-set.ts"

const expected = { iss: "https://issuer/pool", clientId: "client", accessSeconds: 3600, idSeconds: 3600 }
let keys: Awaited<ReturnType<typeof generateKeyPair>>
let stranger: typeof keys

beforeAll(async () => {
  keys = await generateKeyPair("RS256")
  stranger = await generateKeyPair("RS256")
})

const line = (i: number, more: Partial<SampleLine> = {}): SampleLine => ({
  pp: 1,
  i,
  t: i,
  flow: "login-password",
  u: i % 10,
  o: "ok",
  ops: [["InitiateAuth", 200, 1]],
  sub: `sub-${i % 10}`,
  jti: `jti-${i}`,
  idJti: `id-jti-${i}`,
  ...more,
})

function kinds(audit: Audit): string[] {
  return audit.report().examples.map(({ kind }) => kind)
}

describe("the audit", () => {
  test("has nothing to say of a thousand sign-ins that are as they should be", () => {
    const audit = new Audit()
    for (let i = 0; i < 1000; i++) audit.add(line(i))
    expect(audit.report()).toMatchObject({ violations: 0, issued: 1000, jtis: 2000 })
  })

  test.each([
    ["a jti that comes twice", "jti", { jti: "jti-3" }],
    ["an ID token with an access token's jti", "jti", { idJti: "jti-3" }],
    ["a sub that is another user's", "sub", { sub: "sub-1" }],
    ["a user whose sub changes", "sub", { sub: "sub-other" }],
    ["an identity that is another user's", "identity-pool", { identity: "identity-1" }],
    ["another key set", "jwks", { keys: "b" }],
    [
      "a token of somebody else, noticed in the script",
      "identity",
      { o: "integrity", detail: "access token: username is a, expected b" },
    ],
    [
      "a revoked token that was accepted",
      "refusal",
      { o: "integrity", detail: "InitiateAuth succeeded, expected NotAuthorizedException" },
    ],
  ] as const)("notices %s", (_, kind, more) => {
    const audit = new Audit()
    for (let i = 0; i < 10; i++) audit.add(line(i, { identity: `identity-${i}`, keys: "a" }))
    expect(audit.violations).toBe(0)
    audit.add(line(17, { identity: "identity-7", keys: "a", ...more }))
    expect(new Set(kinds(audit))).toEqual(new Set([kind]))
  })

  test("finds them across segments, whichever line comes first", () => {
    const audit = new Audit()
    audit.add(line(8))
    audit.add(line(3))
    audit.add(line(3, { i: 13 }))
    expect(kinds(audit)).toEqual(["jti", "jti"])
  })
})

describe("signatures", () => {
  async function audited(change: { key?: typeof keys.privateKey; claims?: object } = {}): Promise<Audit> {
    const sign = (claims: object) =>
      new SignJWT({ iss: expected.iss, ...claims, ...change.claims })
        .setProtectedHeader({ alg: "RS256", kid: "1" })
        .setIssuedAt()
        .setExpirationTime("1h")
        .sign(change.key ?? keys.privateKey)
    const audit = new Audit()
    audit.add(
      line(0, {
        audit: [
          await sign({ token_use: "access", client_id: "client" }),
          await sign({ token_use: "id", aud: "client" }),
        ],
      }),
    )
    await audit.verify(
      { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "1", alg: "RS256", use: "sig" }] },
      expected,
    )
    return audit
  }

  test("by the issuer's key are verified", async () => {
    expect((await audited()).report()).toMatchObject({ violations: 0, signatures: 2 })
  })

  test("by another key, of another issuer or client, are not", async () => {
    expect(kinds(await audited({ key: stranger.privateKey }))).toEqual(["signature", "signature"])
    expect(kinds(await audited({ claims: { iss: "https://other" } }))).toEqual(["claims", "claims"])
    expect(kinds(await audited({ claims: { client_id: "other", aud: "other" } }))).toEqual([
      "claims",
      "claims",
    ])
    expect(kinds(await audited({ claims: { token_use: "id" } }))).toEqual(["claims"])
  })
})

test("a set of ids knows each of a hundred thousand, and no other", () => {
  const set = new IdSet()
  for (let i = 0; i < 100_000; i++) expect(set.add(`id-${i}`)).toBe(true)
  for (let i = 0; i < 100_000; i += 997) expect(set.add(`id-${i}`)).toBe(false)
  expect(set.add("another")).toBe(true)
  expect(set.size).toBe(100_001)
})
