import { decodeJwt } from "jose"
import { beforeAll, expect, test } from "vitest"
import { RelyingParty } from "../../src/doubles/relying-party.ts"
import { TAMPERS } from "../../src/scenario/documents.ts"
import { loadTarget } from "../../src/target/load.ts"
import { type OpenTarget, openTarget } from "../../src/target/open.ts"
import { inFrontOf, play } from "./verbs.test-kit.ts"

const signal = new AbortController().signal
const open = (name: string, endpoint?: string) =>
  openTarget(loadTarget(name), { signal, runId: name, ...(endpoint === undefined ? {} : { endpoint }) })

/** One case for each kind, on two users of two pools. */
const BATTERY = `
use: { app: fixtures/pool-own-user, other: fixtures/user-signed-in }
cases:
${TAMPERS.map((kind) => `  - { name: ${kind}, tamper: ${kind} }`).join("\n")}
  - { name: others-signature, tamper: { splice: signature, from: "\${other.accessToken}" } }
  - { name: others-claims, tamper: [{ splice: payload, from: "\${other.accessToken}" }] }
steps:
  - token: \${app.accessToken}
    tamper: \${case.tamper}
    against: { call: idp.GetUser, with: { AccessToken: "\${token}" } }
    fails: NotAuthorizedException
`
const CASES = [...TAMPERS, "others-signature", "others-claims"]

let reference: OpenTarget
beforeAll(async () => {
  reference = await open("reference")
  return () => reference.close()
})

test("the reference takes no tampered token", async () => {
  const results = await play(BATTERY, reference)
  expect(results.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(
    CASES.map((name) => `my.verb[${name}] pass`),
  )
})

test("what a server takes is named: cognito-local looks at no signature", async () => {
  const lenient = await open("cognito-local")
  const results = await play(BATTERY, lenient).finally(() => lenient.close())
  const says = results.map(({ judgements }) => judgements[0]?.findings[0]?.says.split(" is not refused")[0])
  expect(says).toEqual(
    [...TAMPERS, "splice signature", "splice payload"].map((name) => `a token tampered with by ${name}`),
  )
})

test.each(["jose", "aws-jwt-verify"] as const)(
  "%s takes each token, and none made of it",
  async (verifier) => {
    const given: string[] = []
    const listener = await inFrontOf(reference, (_, body, asked) => {
      const [, token] = /^\{"AccessToken":"([^"]+)"\}$/.exec(asked) ?? []
      if (token) given.push(token)
      return body
    })
    const target = await open("reference", listener.url)
    await play(BATTERY, target).finally(() => target.close())
    listener.close()
    expect(given.length).toBe(2 * CASES.length)
    for (const [i, name] of CASES.entries()) {
      const [valid, forged] = given.slice(2 * i)
      const { iss = "", client_id } = decodeJwt(valid!)
      const userPoolId = iss.split("/").at(-1)!
      const getKeys = async () => {
        const response = await fetch(reference.jwksUrl(userPoolId))
        return { status: response.status, body: await response.text() }
      }
      const party = new RelyingParty({ verifier, userPoolId, issuer: reference.issuer(userPoolId), getKeys })
      const terms = { use: "access", clientId: String(client_id) } as const
      await party.verify(valid!, terms)
      await expect(party.verify(forged!, terms), name).rejects.toThrow()
    }
  },
)

test.each(["jku", "x5u"])("who asks the address in %s is noticed", async (member) => {
  const curious = await inFrontOf(reference, async (_, body, asked) => {
    const [, header = ""] = /"AccessToken":"([\w-]+)\./.exec(asked) ?? []
    const address = header && JSON.parse(Buffer.from(header, "base64url").toString())[member]
    if (address) await fetch(address)
    return body
  })
  const target = await open("reference", curious.url)
  const results = await play(BATTERY, target).finally(() => target.close())
  curious.close()
  const failed = results.filter(({ verdict }) => verdict !== "pass")
  expect(failed.map(({ id }) => id)).toEqual([`my.verb[${member}-header]`])
  expect(failed[0]?.judgements[0]?.findings[0]?.says).toMatch(/^the target asked the address in the header/)
})
