import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import {
  AdminCreateUserCommand,
  SetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
  type CognitoUserSession,
} from "amazon-cognito-identity-js"
import { Secret, TOTP } from "otpauth"
import { afterAll, beforeAll, expect, test } from "vitest"
import { password, TestEndpoint } from "../../test-endpoint.ts"

let reference: TestEndpoint
beforeAll(async () => {
  reference = await TestEndpoint.start()
})
afterAll(() => reference.stop())

const userOf = (UserPoolId: string, ClientId: string, Username: string) => {
  const Pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: reference.url })
  return new CognitoUser({ Username, Pool })
}

type Outcome =
  | { session: CognitoUserSession }
  | { newPassword: { required: string[]; attributes: Record<string, string> } }
  | { mfaSetup: true }
  | { totp: true }
  | { custom: Record<string, string> }

/** The client's callbacks as a promise. */
function outcome(
  start: (callbacks: Parameters<CognitoUser["authenticateUser"]>[1]) => void,
): Promise<Outcome> {
  return new Promise((resolve, reject) =>
    start({
      onSuccess: (session) => resolve({ session }),
      onFailure: reject,
      newPasswordRequired: (attributes, required) => resolve({ newPassword: { required, attributes } }),
      mfaSetup: () => resolve({ mfaSetup: true }),
      totpRequired: () => resolve({ totp: true }),
      customChallenge: (custom) => resolve({ custom }),
    }),
  )
}
const authenticate = (user: CognitoUser, Password = password) =>
  outcome((callbacks) => {
    user.authenticateUser(new AuthenticationDetails({ Username: user.getUsername(), Password }), callbacks)
  })
/** A node-style call as a promise. */
const done = <T>(start: (callback: (error: Error | undefined, result: T | undefined) => void) => void) =>
  new Promise<T | undefined>((resolve, reject) =>
    start((error, result) => (error ? reject(error) : resolve(result))),
  )

test("signs in by e-mail address, refreshes, reads, changes, signs out, deletes", async () => {
  const pool = await reference.newPool({ UsernameAttributes: ["email"] })
  await reference.newUser(pool, "ann@example.com", { email_verified: "true" })
  const client = await reference.newClient(pool)
  const user = userOf(pool, client, "ann@example.com")
  const { session } = (await authenticate(user)) as { session: CognitoUserSession }
  expect(session.isValid()).toBe(true)
  const sub = session.getIdToken().payload.sub as string
  expect(session.getIdToken().payload["cognito:username"]).toBe(sub)

  const refreshed = await done<CognitoUserSession>((callback) =>
    user.refreshSession(session.getRefreshToken(), callback),
  )
  expect(refreshed!.getAccessToken().getJwtToken()).not.toBe(session.getAccessToken().getJwtToken())
  const name = new CognitoUserAttribute({ Name: "name", Value: "Ann" })
  await done((callback) => user.updateAttributes([name], (error) => callback(error, undefined)))
  const attributes = await done<CognitoUserAttribute[]>((callback) => user.getUserAttributes(callback))
  expect(attributes!.map((attribute) => [attribute.getName(), attribute.getValue()])).toContainEqual([
    "name",
    "Ann",
  ])
  await done((callback) => user.changePassword(password, "N3wPassw0rd!", callback))
  await new Promise((resolve, reject) => user.globalSignOut({ onSuccess: resolve, onFailure: reject }))
  const again = userOf(pool, client, "ann@example.com")
  expect(await authenticate(again, "N3wPassw0rd!")).toHaveProperty("session")
  await done((callback) => again.deleteUser(callback))
  await expect(authenticate(again, "N3wPassw0rd!")).rejects.toMatchObject({ name: "UserNotFoundException" })
})

test("answers for a new password and the attributes still missing", async () => {
  const pool = await reference.newPool({ Schema: [{ Name: "name", Required: true }] })
  const UserAttributes = [{ Name: "email", Value: "bob@example.com" }]
  await reference.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: pool,
      Username: "bob",
      TemporaryPassword: "Temp0rary!",
      UserAttributes,
    }),
  )
  const user = userOf(pool, await reference.newClient(pool), "bob")
  expect(await authenticate(user, "Temp0rary!")).toEqual({
    newPassword: { required: ["name"], attributes: { email: "bob@example.com" } },
  })
  const answer = (attributes: Record<string, string>) =>
    outcome((callbacks) => user.completeNewPasswordChallenge(password, attributes, callbacks))
  await expect(answer({})).rejects.toThrow("Invalid attributes given, name is missing")
  await expect(answer({ name: "Bob", email: "b@example.com" })).rejects.toThrow(
    "Cannot modify an already provided email",
  )
  const { session } = (await answer({ name: "Bob" })) as { session: CognitoUserSession }
  expect(session.getIdToken().payload.name).toBe("Bob")
})

test("sets TOTP up within the sign-in, and answers for it in the next", async () => {
  const pool = await reference.newPool()
  await reference.sdk.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId: pool,
      MfaConfiguration: "ON",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    }),
  )
  await reference.newUser(pool, "cat")
  const client = await reference.newClient(pool)
  const user = userOf(pool, client, "cat")
  expect(await authenticate(user)).toEqual({ mfaSetup: true })
  const secret = await new Promise<string>((resolve, reject) =>
    user.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject }),
  )
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  await new Promise((resolve, reject) =>
    user.verifySoftwareToken(code(), "phone", { onSuccess: resolve, onFailure: reject }),
  )
  const again = userOf(pool, client, "cat")
  expect(await authenticate(again)).toEqual({ totp: true })
  const answered = await outcome((callbacks) => again.sendMFACode(code(), callbacks, "SOFTWARE_TOKEN_MFA"))
  expect(answered).toHaveProperty("session")
})

test("a custom sign-in may begin with the password (AUTH-051)", async () => {
  const sessions: unknown[] = []
  const lambda = await startLambda((event) => {
    if (event.triggerSource === "CreateAuthChallenge_Authentication") {
      return { publicChallengeParameters: { say: "please" }, privateChallengeParameters: { word: "please" } }
    }
    if (event.triggerSource === "VerifyAuthChallengeResponse_Authentication") {
      return { answerCorrect: event.request.challengeAnswer === "please" }
    }
    sessions.push(event.request.session)
    const challengeName = ["", "PASSWORD_VERIFIER", "CUSTOM_CHALLENGE"][event.request.session.length]
    return { challengeName, issueTokens: challengeName === undefined, failAuthentication: false }
  })
  const { port } = lambda.address() as AddressInfo
  await reference.control("lambda", { endpoint: `http://127.0.0.1:${port}` })
  const arn = "arn:aws:lambda:us-east-1:123456789012:function:f"
  const pool = await reference.newPool({
    LambdaConfig: { DefineAuthChallenge: arn, CreateAuthChallenge: arn, VerifyAuthChallengeResponse: arn },
  })
  const client = await reference.newClient(pool, { ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] })
  await reference.newUser(pool, "dan")
  const user = userOf(pool, client, "dan")
  user.setAuthenticationFlowType("CUSTOM_AUTH")
  try {
    expect(await authenticate(user)).toEqual({ custom: { say: "please", USERNAME: "dan" } })
    const answered = await outcome((callbacks) => user.sendCustomChallengeAnswer("please", callbacks))
    expect(answered).toHaveProperty("session")
    const entry = (challengeName: string) => ({
      challengeName,
      challengeResult: true,
      challengeMetadata: null,
    })
    expect(sessions).toEqual([
      [entry("SRP_A")],
      [entry("SRP_A"), entry("PASSWORD_VERIFIER")],
      [entry("SRP_A"), entry("PASSWORD_VERIFIER"), entry("CUSTOM_CHALLENGE")],
    ])
  } finally {
    lambda.close()
  }
})

type Event = { triggerSource: string; request: { session: unknown[]; challengeAnswer?: string } }

/** A Lambda endpoint of one function, which gives only the event's response. */
async function startLambda(respond: (event: Event) => object): Promise<Server> {
  const server = createServer(async (request, response) => {
    let body = ""
    for await (const chunk of request) body += chunk
    const event = JSON.parse(body) as Event
    response.end(JSON.stringify({ ...event, response: respond(event) }))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return server
}
