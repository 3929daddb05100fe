import {
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { decodeJwt } from "jose"
import { afterAll, beforeAll, expect, test } from "vitest"
import { password, TestEndpoint } from "../../test-endpoint.ts"

let reference: TestEndpoint
let pool: string
let ClientId: string
beforeAll(async () => {
  reference = await TestEndpoint.start()
  pool = await reference.newPool()
  ClientId = await reference.newClient(pool)
  await reference.newUser(pool, "ann")
})
afterAll(() => reference.stop())

const signIn = async (client = ClientId) => {
  const { AuthenticationResult } = await reference.sdk.send(
    new InitiateAuthCommand({
      ClientId: client,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "ann", PASSWORD: password },
    }),
  )
  return AuthenticationResult as Record<"AccessToken" | "IdToken" | "RefreshToken", string>
}
const refresh = (REFRESH_TOKEN: string, client = ClientId) =>
  reference.sdk.send(
    new InitiateAuthCommand({
      ClientId: client,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN },
    }),
  )
const rotating = { Feature: "ENABLED", RetryGracePeriodSeconds: 0 } as const
const getTokens = (RefreshToken: string, client: string) =>
  reference.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: client, RefreshToken }))
const getUser = (AccessToken: string) => reference.sdk.send(new GetUserCommand({ AccessToken }))
const refused = (message: string) => expect.objectContaining({ name: "NotAuthorizedException", message })

test("refreshing keeps the sign-in and gives no refresh token", async () => {
  const first = await signIn()
  await reference.control("clock", { userPoolId: pool, advanceSeconds: 60 })
  const { AuthenticationResult: next, ChallengeParameters } = await refresh(first.RefreshToken)
  expect(next).not.toHaveProperty("RefreshToken")
  expect(ChallengeParameters).toEqual({})
  const [before, after] = [decodeJwt(first.AccessToken), decodeJwt(next!.AccessToken!)]
  expect([after.auth_time, after.origin_jti]).toEqual([before.auth_time, before.origin_jti])
  expect(after.iat! - before.iat!).toBeGreaterThanOrEqual(60)
  expect(after.jti).not.toBe(before.jti)
})

test("a token of another client, or none at all, is invalid", async () => {
  const other = await reference.newClient(pool)
  const { RefreshToken } = await signIn()
  await expect(refresh(RefreshToken, other)).rejects.toThrow(refused("Invalid Refresh Token."))
  await expect(refresh("nonsense")).rejects.toThrow(refused("Invalid Refresh Token."))
})

test("RevokeToken ends one sign-in, and only that", async () => {
  const [first, second] = [await signIn(), await signIn()]
  const revoke = (Token: string) => reference.sdk.send(new RevokeTokenCommand({ ClientId, Token }))
  await revoke(first.RefreshToken)
  await expect(getUser(first.AccessToken)).rejects.toThrow(refused("Access Token has been revoked"))
  await expect(refresh(first.RefreshToken)).rejects.toThrow(refused("Refresh Token has been revoked"))
  expect((await getUser(second.AccessToken)).Username).toBe("ann")
  await revoke(first.RefreshToken)
  await expect(revoke(second.AccessToken)).rejects.toThrow(
    expect.objectContaining({ name: "UnsupportedTokenTypeException" }),
  )
})

test("GlobalSignOut ends them all, and a new sign-in works", async () => {
  const [first, second] = [await signIn(), await signIn()]
  await reference.sdk.send(new GlobalSignOutCommand({ AccessToken: first.AccessToken }))
  await expect(getUser(second.AccessToken)).rejects.toThrow(refused("Access Token has been revoked"))
  await expect(refresh(second.RefreshToken)).rejects.toThrow(refused("Refresh Token has been revoked"))
  expect((await getUser((await signIn()).AccessToken)).Username).toBe("ann")
})

test("a disabled user's tokens stay revoked after enabling", async () => {
  const { RefreshToken, AccessToken } = await signIn()
  await reference.sdk.send(new AdminDisableUserCommand({ UserPoolId: pool, Username: "ann" }))
  await expect(refresh(RefreshToken)).rejects.toThrow(refused("User is disabled."))
  await expect(getUser(AccessToken)).rejects.toThrow(refused("Access Token has been revoked"))
  await reference.sdk.send(new AdminEnableUserCommand({ UserPoolId: pool, Username: "ann" }))
  await expect(refresh(RefreshToken)).rejects.toThrow(refused("Refresh Token has been revoked"))
})

test("rotation replaces the token, and the old one works for the grace period", async () => {
  const client = await reference.newClient(pool, {
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
    RefreshTokenRotation: { ...rotating, RetryGracePeriodSeconds: 10 },
  })
  const { RefreshToken: first } = await signIn(client)
  const rotate = (RefreshToken: string) => getTokens(RefreshToken, client)
  const second = (await rotate(first)).AuthenticationResult!.RefreshToken!
  expect(second).not.toBe(first)
  expect((await rotate(first)).AuthenticationResult?.AccessToken).toBeDefined()
  await reference.control("clock", { userPoolId: pool, advanceSeconds: 11 })
  await expect(rotate(first)).rejects.toThrow(expect.objectContaining({ name: "RefreshTokenReuseException" }))
  expect((await rotate(second)).AuthenticationResult?.RefreshToken).toBeDefined()
})

test("without a grace period one of several refreshes at once succeeds", async () => {
  const client = await reference.newClient(pool, { RefreshTokenRotation: rotating })
  const { RefreshToken } = await signIn(client)
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => getTokens(RefreshToken, client)))
  const succeeded = outcomes.filter(({ status }) => status === "fulfilled")
  expect(succeeded).toHaveLength(1)
  const reused = expect.objectContaining({ name: "RefreshTokenReuseException" })
  await expect(getTokens(RefreshToken, client)).rejects.toThrow(reused)
})

test("a refresh that fails leaves the token as it was", async () => {
  const UserPoolId = await reference.newPool()
  await reference.newUser(UserPoolId, "ann")
  const client = await reference.newClient(UserPoolId, { RefreshTokenRotation: rotating })
  const { RefreshToken } = await signIn(client)
  const PreTokenGeneration = "arn:aws:lambda:us-east-1:123456789012:function:f"
  const attach = (LambdaConfig: object) =>
    reference.sdk.send(new UpdateUserPoolCommand({ UserPoolId, LambdaConfig }))
  await attach({ PreTokenGeneration })
  await expect(getTokens(RefreshToken, client)).rejects.toThrow("PreTokenGeneration invocation failed")
  await attach({})
  expect((await getTokens(RefreshToken, client)).AuthenticationResult?.RefreshToken).toBeDefined()
})

test("a rotated token ends when the first would have", async () => {
  const UserPoolId = await reference.newPool()
  await reference.newUser(UserPoolId, "ann")
  const client = await reference.newClient(UserPoolId, {
    RefreshTokenRotation: rotating,
    RefreshTokenValidity: 60,
    TokenValidityUnits: { RefreshToken: "minutes" },
  })
  const { RefreshToken: first } = await signIn(client)
  await reference.control("clock", { userPoolId: UserPoolId, advanceSeconds: 3000 })
  const second = (await getTokens(first, client)).AuthenticationResult!.RefreshToken!
  await reference.control("clock", { userPoolId: UserPoolId, advanceSeconds: 601 })
  await expect(getTokens(second, client)).rejects.toThrow(refused("Refresh Token has expired"))
})

test("a refresh token ends thirty days after its sign-in", async () => {
  const { RefreshToken } = await signIn()
  await reference.control("clock", { userPoolId: pool, advanceSeconds: 30 * 86_400 })
  await expect(refresh(RefreshToken)).rejects.toThrow(refused("Refresh Token has expired"))
})

test("tokens of a key that was rotated away hold until it is withdrawn", async () => {
  const { AccessToken } = await signIn()
  const kid = JSON.parse(Buffer.from(AccessToken.split(".")[0]!, "base64url").toString()).kid as string
  const { kids } = await reference.control<{ kids: string[] }>("keys/rotate", { userPoolId: pool })
  expect(kids).toHaveLength(4)
  expect((await getUser(AccessToken)).Username).toBe("ann")
  expect(await reference.control("keys/withdraw", { userPoolId: pool, kid: kids[0] })).toHaveProperty("error")
  await reference.control("keys/withdraw", { userPoolId: pool, kid })
  await expect(getUser(AccessToken)).rejects.toThrow(refused("Could not verify signature for Access Token"))
})

test("an ID token is no access token, and a tampered one none either", async () => {
  const { AccessToken, IdToken } = await signIn()
  await expect(getUser(IdToken)).rejects.toThrow(refused("Invalid Access Token"))
  const [header, , signature] = AccessToken.split(".")
  const payload = Buffer.from(JSON.stringify({ ...decodeJwt(AccessToken), username: "bob" })).toString(
    "base64url",
  )
  await expect(getUser(`${header}.${payload}.${signature}`)).rejects.toThrow(
    refused("Could not verify signature for Access Token"),
  )
})
