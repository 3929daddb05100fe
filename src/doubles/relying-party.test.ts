import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose"
import { beforeEach, describe, expect, test } from "vitest"
import { RelyingParty, type Verifier } from "./relying-party.ts"

const userPoolId = "us-east-1_abcDEF123"
const aws = `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`
const terms = { use: "id", clientId: "app" } as const

/** An issuer of tokens, with as many keys as it was told to have. */
class Issuer {
  readonly keys = new Map<string, { key: CryptoKey; jwk: object }>()
  status = 200

  async addKey(kid: string): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair("RS256")
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" }
    this.keys.set(kid, { key: privateKey, jwk })
  }

  sign(kid: string, claims: object = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const all = { iss: aws, token_use: "id", aud: "app", iat: now, exp: now + 60, ...claims }
    return new SignJWT(all).setProtectedHeader({ alg: "RS256", kid }).sign(this.keys.get(kid)!.key)
  }

  getKeys = async () => {
    const body = JSON.stringify({ keys: [...this.keys.values()].map(({ jwk }) => jwk) })
    return { status: this.status, body }
  }
}

let issuer: Issuer
beforeEach(async () => {
  issuer = new Issuer()
  await issuer.addKey("old")
})

const partyOf = (verifier: Verifier, more = {}) =>
  new RelyingParty({ verifier, userPoolId, issuer: aws, getKeys: issuer.getKeys, ...more })

describe.each(["jose", "aws-jwt-verify"] as const)("%s", (verifier) => {
  test("asks once for many tokens of one key", async () => {
    const party = partyOf(verifier)
    const token = await issuer.sign("old")
    await Promise.all(Array.from({ length: 20 }, () => party.verify(token, terms)))
    expect(party).toMatchObject({ fetches: 1, verified: 20, kids: ["old"] })
  })

  test("asks again, once, when the keys have changed", async () => {
    const party = partyOf(verifier, { cooldownMs: 0 })
    await party.verify(await issuer.sign("old"), terms)
    await issuer.addKey("new")
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, i) => issuer.sign(i % 2 ? "old" : "new")))
    await Promise.all(tokens.map((token) => party.verify(token, terms)))
    expect(party).toMatchObject({ fetches: 2, verified: 21, kids: ["old", "new"] })
  })

  test("does not ask for a key again while it cools down", async () => {
    const party = partyOf(verifier, { cooldownMs: 60_000 })
    await party.verify(await issuer.sign("old"), terms)
    await issuer.addKey("new")
    const token = await issuer.sign("new")
    issuer.keys.delete("new")
    for (let i = 0; i < 3; i++) await expect(party.verify(token, terms)).rejects.toThrow()
    expect(party.fetches).toBe(verifier === "jose" ? 1 : 2)
  })

  test("takes nothing when there are no keys", async () => {
    issuer.status = 503
    await expect(partyOf(verifier).verify(await issuer.sign("old"), terms)).rejects.toThrow()
  })
})

describe("what aws-jwt-verify demands", () => {
  const wrong: Record<string, object> = {
    "another issuer": { iss: "https://example.com" },
    "another use": { token_use: "access", client_id: "app" },
    "another client": { aud: "other" },
    "a lifetime that is over": { exp: 1 },
  }
  const elsewhere = { userPoolId: "local_1", issuer: "http://localhost:9229/local_1" }

  test.each(Object.entries(wrong))("refuses %s, of AWS's form", async (_, claims) => {
    const token = await issuer.sign("old", claims)
    await expect(partyOf("aws-jwt-verify").verify(token, terms)).rejects.toThrow()
  })

  test.each(Object.entries(wrong))("refuses %s, of any form", async (_, claims) => {
    const party = partyOf("aws-jwt-verify", elsewhere)
    await party.verify(await issuer.sign("old", { iss: elsewhere.issuer }), terms)
    const token = await issuer.sign("old", { iss: elsewhere.issuer, ...claims })
    await expect(party.verify(token, terms)).rejects.toThrow()
  })

  test("takes what is over where that does not matter", async () => {
    const token = await issuer.sign("old", { exp: 1 })
    await partyOf("aws-jwt-verify").verify(token, { ...terms, expired: true })
  })
})
