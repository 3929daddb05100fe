import { beforeAll, expect, test } from "vitest"
import { loadTarget } from "../../src/target/load.ts"
import { type OpenTarget, openTarget } from "../../src/target/open.ts"
import { inFrontOf, play } from "./verbs.test-kit.ts"

const signal = new AbortController().signal
const open = (endpoint?: string) =>
  openTarget(loadTarget("reference"), { signal, runId: "stream", ...(endpoint ? { endpoint } : {}) })

let reference: OpenTarget
beforeAll(async () => {
  reference = await open()
  return () => reference.close()
})

/** Sign-ins whose tokens are verified, of which the verifying names the requirement. */
const SIGN_INS = `
use: { app: fixtures/pool-own-user }
steps:
  - stream:
      of: 40
      atOnce: 4
      do:
        - call: idp.InitiateAuth
          as: \${app.client}
          with: { AuthFlow: USER_PASSWORD_AUTH, AuthParameters: { USERNAME: "\${app.user.name}", PASSWORD: "\${app.user.password}" } }
          save: { token: AuthenticationResult.AccessToken }
        - token: \${token}
          verify: { pool: "\${app.pool}", use: access, client: "\${app.client}" }
          proves: my/verb
`

/** Plays the sign-ins on a server whose answers to them are changed from the n-th on; and how many it was asked for. */
async function changedFrom(n: number, change: (body: string) => string) {
  let asked = 0
  const server = await inFrontOf(reference, (_, body) =>
    body.includes("AccessToken") && ++asked > n ? change(body) : body,
  )
  const target = await open(server.url)
  const [result] = await play(SIGN_INS, target).finally(() => target.close())
  server.close()
  return { result: result!, asked }
}

test("what fails in a round ends the stream, and is told with its round", async () => {
  const { result, asked } = await changedFrom(10, (body) => body.replaceAll('"eyJ', '"eyK'))
  expect(result.verdict).toBe("fail")
  expect(result.judgements[0]?.findings[0]).toMatchObject({
    says: expect.stringMatching(/^in round \d+ of 40: a relying party refuses the token/),
    step: "token ${token}",
  })
  expect(asked).toBeLessThan(20)
})

test("a requirement that held in some rounds is not met by a stream that ended early", async () => {
  const { result } = await changedFrom(10, (body) => body.replace("AccessToken", "AccessTicket"))
  expect(result.verdict).toBe("setup")
  expect(result.reason).toMatch(/^in round \d+ of 40: idp\.InitiateAuth answers without/)
})

test("every round makes names of its own, and what happens meanwhile is the case's", async () => {
  const [result] = await play(
    `
use: { app: fixtures/pool-own }
steps:
  - stream:
      of: 12
      atOnce: 5
      do:
        - call: idp.AdminCreateUser
          with: { UserPoolId: "\${app.pool.id}", Username: { gen: username }, MessageAction: SUPPRESS }
      meanwhile:
        - { after: 9, do: [{ check: "\${first.UserPool.Id}", is: "\${app.pool.id}" }] }
        - after: 3
          do:
            - id: first
              call: idp.DescribeUserPool
              with: { UserPoolId: "\${app.pool.id}" }
  - check: \${first.UserPool.Id}
    is: \${app.pool.id}
  - paginate: idp.ListUsers
    with: { UserPoolId: "\${app.pool.id}" }
    items: Users
    by: Username
    returns: { items: { $len: 12 } }
`,
    reference,
  )
  expect([result?.verdict, result?.reason]).toEqual(["pass", undefined])
})
