import {
  type CognitoIdentityProviderServiceException,
  ConfirmSignUpCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  SetUserPoolMfaConfigCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from "amazon-cognito-identity-js"
import { decodeJwt, UnsecuredJWT } from "jose"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { password, TestEndpoint } from "../test-endpoint.ts"
import { loadFaults } from "./index.ts"

const faults = await loadFaults()

let reference: TestEndpoint
let pool: string
let ClientId: string
beforeAll(async () => {
  reference = await TestEndpoint.start()
  pool = await reference.newPool({ AutoVerifiedAttributes: ["email"] })
  ClientId = await reference.newClient(pool)
  await reference.newUser(pool, "ann")
})
afterEach(() => reference.control("faults", { disable: faults.map(({ name }) => name) }))
afterAll(() => reference.stop())

const enable = (name: string) => reference.control("faults", { enable: [name] })
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: CognitoIdentityProviderServiceException) => error.name,
  )
const signIn = async (client = ClientId) =>
  reference.sdk.send(
    new InitiateAuthCommand({
      ClientId: client,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "ann", PASSWORD: password },
    }),
  )
const getUser = (AccessToken: string) => outcome(reference.sdk.send(new GetUserCommand({ AccessToken })))

let signUps = 0
async function newSignUp(): Promise<{ Username: string; code: string }> {
  const Username = `new${signUps++}`
  const UserAttributes = [{ Name: "email", Value: `${Username}@example.com` }]
  await reference.sdk.send(new SignUpCommand({ ClientId, Username, Password: password, UserAttributes }))
  return { Username, code: await reference.lastCode(pool, Username) }
}
const confirm = (Username: string, ConfirmationCode: string) =>
  outcome(reference.sdk.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode })))

test("every fault is named, says what it does, and breaks something", () => {
  for (const { name, says, breaks } of faults) {
    expect(name).toMatch(/^[a-z]+(-[a-z0-9]+)+$/)
    expect(says).toMatch(/\.$/)
    expect(breaks.length).toBeGreaterThan(0)
  }
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
})

test("any-code-confirms", async () => {
  const { Username, code } = await newSignUp()
  const wrong = code === "000000" ? "111111" : "000000"
  expect(await confirm(Username, wrong)).toBe("CodeMismatchException")
  await enable("any-code-confirms")
  expect(await confirm(Username, wrong)).toBe("ok")
})

test("code-redeemed-twice", async () => {
  const twice = async () => {
    const { Username, code } = await newSignUp()
    return Promise.all([confirm(Username, code), confirm(Username, code)])
  }
  expect((await twice()).sort()).toEqual(["NotAuthorizedException", "ok"])
  await enable("code-redeemed-twice")
  expect(await twice()).toEqual(["ok", "ok"])
})

test("any-srp-proof-passes", async () => {
  const srp = () =>
    new Promise<string>((resolve) => {
      const Pool = new CognitoUserPool({ UserPoolId: pool, ClientId, endpoint: reference.url })
      const details = new AuthenticationDetails({ Username: "ann", Password: "Wr0ng!!!!" })
      new CognitoUser({ Username: "ann", Pool }).authenticateUser(details, {
        onSuccess: () => resolve("ok"),
        onFailure: (error: Error) => resolve(error.name),
      })
    })
  expect(await srp()).toBe("NotAuthorizedException")
  await enable("any-srp-proof-passes")
  expect(await srp()).toBe("ok")
})

test("unsigned-tokens-accepted", async () => {
  const { AuthenticationResult } = await signIn()
  const unsigned = new UnsecuredJWT(decodeJwt(AuthenticationResult!.AccessToken!)).encode()
  expect(await getUser(unsigned)).toBe("NotAuthorizedException")
  await enable("unsigned-tokens-accepted")
  expect(await getUser(unsigned)).toBe("ok")
  expect(await getUser(`${unsigned}AAAA`)).toBe("ok")
})

test("revoke-token-forgets", async () => {
  const revoked = async () => {
    const { AuthenticationResult } = await signIn()
    const { RefreshToken, AccessToken } = AuthenticationResult!
    await reference.sdk.send(new RevokeTokenCommand({ ClientId, Token: RefreshToken }))
    return getUser(AccessToken!)
  }
  expect(await revoked()).toBe("NotAuthorizedException")
  await enable("revoke-token-forgets")
  expect(await revoked()).toBe("ok")
})

test("mfa-skipped", async () => {
  const UserPoolId = await reference.newPool()
  const client = await reference.newClient(UserPoolId)
  await reference.newUser(UserPoolId, "ann")
  await reference.sdk.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId,
      MfaConfiguration: "ON",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    }),
  )
  expect((await signIn(client)).ChallengeName).toBe("MFA_SETUP")
  await enable("mfa-skipped")
  expect((await signIn(client)).AuthenticationResult).toBeDefined()
})
