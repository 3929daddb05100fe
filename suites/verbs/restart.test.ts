import { expect, test } from "vitest"
import { nodeProfile, openForTest } from "../../src/target/target.test-kit.ts"
import { play } from "./verbs.test-kit.ts"

/** A process with a signing key for each generation, kept in files: the newest signs, all are listed unless ALONE is set. */
const ISSUER = `
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto"
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
const newest = (process.env.GENERATION ?? "0") + ".pem"
if (!existsSync(newest)) {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
  writeFileSync(newest, privateKey.export({ type: "pkcs8", format: "pem" }))
}
const keyIn = (file) => createPrivateKey(readFileSync(file))
const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url")
createServer((request, response) => {
  if (request.url === "/token") {
    const iat = Math.floor(Date.now() / 1000)
    const iss = "http://" + request.headers.host + "/local_1"
    const claims = { iss, token_use: "id", aud: "app", iat, exp: iat + 60 }
    const input = encode({ alg: "RS256", kid: newest }) + "." + encode(claims)
    const signature = sign("RSA-SHA256", Buffer.from(input), keyIn(newest)).toString("base64url")
    return response.end(JSON.stringify({ token: input + "." + signature }))
  }
  const listed = process.env.ALONE ? [newest] : globSync("*.pem")
  const jwk = (kid) => ({ ...createPublicKey(keyIn(kid)).export({ format: "jwk" }), kid, alg: "RS256", use: "sig" })
  response.end(JSON.stringify({ keys: listed.map(jwk) }))
}).listen(Number(process.env.PORT), "127.0.0.1")
`
const profileWith = (env: string) =>
  nodeProfile(
    ISSUER,
    `issuer: \${endpoint}/\${poolId}\nadapters: { keys: { kind: restart, env: { GENERATION: "\${rotation}"${env} } } }`,
  )

/** Tokens of three generations, verified by an application that keeps the keys. */
const SCENARIO = `
given: { pool: { id: local_1 }, client: { id: app } }
cases: [{ name: jose, by: jose }, { name: aws, by: aws-jwt-verify }]
steps:
  - id: party
    relyingParty: \${case.by}
    pool: \${pool}
    cooldown: 0s
  - http: { url: "\${target.endpoint}/token" }
    save: { first: token }
  - token: \${first}
    verify: { by: "\${party}", use: id, client: "\${client}" }
  - jwks: \${pool}
    do: rotate
    returns: { keys: { $len: { $gte: 2 } } }
  - http: { url: "\${target.endpoint}/token" }
    save: { second: token }
  - token: \${second}
    verify: { by: "\${party}", use: id, client: "\${client}" }
  - token: \${first}
    verify: { by: "\${party}", use: id, client: "\${client}" }
  - check: \${party}
    is: { fetches: 2, verified: 3, kids: { $len: 2 } }
`

test("keys that change by a restart change for an application that keeps them", async () => {
  const target = await openForTest(profileWith(""))
  const results = await play(SCENARIO, target, { jobs: 4 })
  expect(results.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ["pass", undefined],
    ["pass", undefined],
  ])
})

test("no stream goes on while it restarts", async () => {
  const target = await openForTest(profileWith(""))
  expect(["keys.rotate", "keys.rotate.live"].map(target.supports)).toEqual([true, false])
})

test("a restart that forgets the old key is noticed", async () => {
  const target = await openForTest(profileWith(", ALONE: yes"))
  const results = await play(SCENARIO, target)
  expect(results.map(({ verdict }) => verdict)).toEqual(["fail", "fail"])
})
