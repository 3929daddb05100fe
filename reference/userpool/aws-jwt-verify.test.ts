import { createHmac, createPublicKey, generateKeyPairSync } from "node:crypto"
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  type AuthenticationResultType,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from "amazon-cognito-identity-js"
import { CognitoJwtVerifier } from "aws-jwt-verify"
import { KidNotFoundInJwksError, WaitPeriodNotYetEndedJwkError } from "aws-jwt-verify/error"
import { SimpleJwksCache } from "aws-jwt-verify/jwk"
import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT } from "jose"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { password, TestEndpoint } from "../test-endpoint.ts"

type Tokens = { id: string; access: string; refresh: string | undefined }

let reference: TestEndpoint
let pool: string
let ClientId: string
let rotating: string
beforeAll(async () => {
  reference = await TestEndpoint.start()
  pool = await reference.newPool()
  ClientId = await reference.newClient(pool)
  rotating = await reference.newClient(pool, { RefreshTokenRotation: { Feature: "ENABLED" } })
  await reference.newUser(pool, "ann", { email: "ann@example.com" })
})
afterAll(() => reference.stop())

/** As many fetches of key sets as there were; the address that AWS's issuer has is mapped to the reference's. */
let fetched = 0
const jwksCache = () =>
  new SimpleJwksCache({
    fetcher: {
      fetch: async (uri) => {
        fetched++
        return (await fetch(`${reference.url}${new URL(uri).pathname}`)).arrayBuffer()
      },
    },
  })
const verifier = (
  clientId: string | string[] = [ClientId, rotating],
  userPoolId = pool,
  cache = jwksCache(),
) => CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: null }, { jwksCache: cache })

const tokensOf = (result: AuthenticationResultType | undefined): Tokens => ({
  id: result!.IdToken!,
  access: result!.AccessToken!,
  refresh: result!.RefreshToken,
})
const AuthParameters = { USERNAME: "ann", PASSWORD: password }
const signIn = async (client = ClientId) => {
  const command = new InitiateAuthCommand({
    ClientId: client,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters,
  })
  return tokensOf((await reference.sdk.send(command)).AuthenticationResult)
}
const flows: Record<string, () => Promise<Tokens>> = {
  USER_PASSWORD_AUTH: () => signIn(),
  ADMIN_USER_PASSWORD_AUTH: async () => {
    const AuthFlow = "ADMIN_USER_PASSWORD_AUTH"
    const command = new AdminInitiateAuthCommand({ UserPoolId: pool, ClientId, AuthFlow, AuthParameters })
    return tokensOf((await reference.sdk.send(command)).AuthenticationResult)
  },
  USER_SRP_AUTH: () =>
    new Promise((resolve, reject) => {
      const Pool = new CognitoUserPool({ UserPoolId: pool, ClientId, endpoint: reference.url })
      const details = new AuthenticationDetails({ Username: "ann", Password: password })
      new CognitoUser({ Username: "ann", Pool }).authenticateUser(details, {
        onSuccess: (session) =>
          resolve({
            id: session.getIdToken().getJwtToken(),
            access: session.getAccessToken().getJwtToken(),
            refresh: session.getRefreshToken().getToken(),
          }),
        onFailure: reject,
      })
    }),
  NEW_PASSWORD_REQUIRED: async () => {
    const USERNAME = "bob"
    const user = { UserPoolId: pool, Username: USERNAME, TemporaryPassword: password }
    await reference.sdk.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }))
    const start = { ClientId, AuthParameters: { USERNAME, PASSWORD: password } }
    const { Session } = await reference.sdk.send(
      new InitiateAuthCommand({ ...start, AuthFlow: "USER_PASSWORD_AUTH" }),
    )
    const answer = new RespondToAuthChallengeCommand({
      ClientId,
      Session,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      ChallengeResponses: { USERNAME, NEW_PASSWORD: "An0ther-password!" },
    })
    return tokensOf((await reference.sdk.send(answer)).AuthenticationResult)
  },
  REFRESH_TOKEN_AUTH: async () => {
    const { refresh } = await signIn()
    const command = new InitiateAuthCommand({
      ClientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: refresh! },
    })
    return tokensOf((await reference.sdk.send(command)).AuthenticationResult)
  },
  "GetTokensFromRefreshToken with rotation": async () => {
    const { refresh } = await signIn(rotating)
    const command = new GetTokensFromRefreshTokenCommand({ ClientId: rotating, RefreshToken: refresh })
    return tokensOf((await reference.sdk.send(command)).AuthenticationResult)
  },
}

describe.each(Object.entries(flows))("%s", (_flow, getTokens) => {
  test("its tokens are what aws-jwt-verify asks of Cognito's", async () => {
    const { id, access } = await getTokens()
    const known = verifier()
    expect(await known.verify(id, { tokenUse: "id" })).toMatchObject({ token_use: "id" })
    expect(
      await known.verify(access, { tokenUse: "access", scope: "aws.cognito.signin.user.admin" }),
    ).toMatchObject({
      token_use: "access",
    })
    await expect(known.verify(id, { tokenUse: "access" })).rejects.toThrow("Token use not allowed")
    await expect(known.verify(access, { tokenUse: "id" })).rejects.toThrow("Token use not allowed")
  })
})

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
const resign = (token: string, header: object = {}, claims: JWTPayload = {}) =>
  new SignJWT({ ...decodeJwt(token), ...claims })
    .setProtectedHeader({ alg: "RS256", ...decodeProtectedHeader(token), ...header })
    .sign(privateKey)
const withPart = (token: string, index: number, part: (part: string) => string) =>
  token
    .split(".")
    .map((old, at) => (at === index ? part(old) : old))
    .join(".")
const flip = (part: string) => {
  const bytes = Buffer.from(part, "base64url")
  bytes[bytes.length >> 1]! ^= 1
  return bytes.toString("base64url")
}
const none = (alg: string) => (token: string) =>
  `${encode({ ...decodeProtectedHeader(token), alg })}.${token.split(".")[1]}.`
const hmacWithPublicKey = async (token: string) => {
  const { keys } = (await (await fetch(`${reference.url}/${pool}/.well-known/jwks.json`)).json()) as {
    keys: { kid: string }[]
  }
  const header = decodeProtectedHeader(token)
  const jwk = keys.find(({ kid }) => kid === header.kid)
  const pem = createPublicKey({ key: jwk as never, format: "jwk" }).export({ type: "spki", format: "pem" })
  const input = `${encode({ ...header, alg: "HS256" })}.${token.split(".")[1]}`
  return `${input}.${createHmac("sha256", pem).update(input).digest("base64url")}`
}
const now = () => Math.floor(Date.now() / 1000)

const tampers: Record<string, (token: string) => string | Promise<string>> = {
  "algorithm none": none("none"),
  "algorithm nOnE": none("nOnE"),
  "HMAC with the public key": hmacWithPublicKey,
  "a stranger's key": (token) => resign(token),
  "a stranger's key under an unknown kid": (token) => resign(token, { kid: "unknown" }),
  "an empty kid": (token) => resign(token, { kid: "" }),
  "a traversing kid": (token) => resign(token, { kid: "../../../../dev/null" }),
  "an embedded jwk": (token) => resign(token, { jwk: publicKey.export({ format: "jwk" }) }),
  "another's jku": (token) => resign(token, { jku: "https://example.com/jwks.json" }),
  "another's x5u": (token) => resign(token, { x5u: "https://example.com/cert.pem" }),
  "a flipped bit in the header": (token) => withPart(token, 0, flip),
  "a flipped bit in the payload": (token) => withPart(token, 1, flip),
  "a flipped bit in the signature": (token) => withPart(token, 2, flip),
  "no signature": (token) => withPart(token, 2, () => ""),
  "another user's payload": (token) => withPart(token, 1, () => encode({ ...decodeJwt(token), sub: "x" })),
  "exp twice": (token) =>
    withPart(token, 1, (part) =>
      Buffer.from(Buffer.from(part, "base64url").toString().replace("{", '{"exp":9999999999,')).toString(
        "base64url",
      ),
    ),
  expired: (token) => resign(token, {}, { exp: now() - 1 }),
  "not yet valid": (token) => resign(token, {}, { nbf: now() + 3600 }),
  "far-future exp": (token) => resign(token, {}, { exp: 7_258_118_400 }),
  oversized: (token) => resign(token, {}, { padding: "x".repeat(65_536) }),
}

describe.each(["id", "access"] as const)("a tampered %s token", (use) => {
  test.each(Object.entries(tampers))("%s", async (_how, tamper) => {
    const known = verifier()
    const token = (await signIn())[use]
    await known.verify(token)
    await expect(known.verify(await tamper(token))).rejects.toThrow()
  })

  test("of another pool, or for another client", async () => {
    const token = (await signIn())[use]
    const other = await reference.newPool()
    await expect(verifier(ClientId, other).verify(token)).rejects.toThrow("issuer not configured")
    await expect(verifier(rotating).verify(token)).rejects.toThrow("not allowed")
  })
})

test("a verifier that caches follows a rotation with one fetch, and a withdrawal when it next fetches", async () => {
  const known = verifier()
  const old = await signIn()
  await known.verify(old.access)
  fetched = 0
  await reference.control("keys/rotate", { userPoolId: pool })
  const tokens = await signIn()
  for (const token of [tokens.id, tokens.access, old.id, old.access]) await known.verify(token)
  expect(fetched).toBe(1)

  const { kid } = decodeProtectedHeader(old.access)
  await reference.control("keys/withdraw", { userPoolId: pool, kid })
  await known.verify(old.access)
  await expect(verifier().verify(old.access)).rejects.toThrow(KidNotFoundInJwksError)
})

test("an unknown kid costs one fetch, and then none for a while", async () => {
  const known = verifier()
  const { access } = await signIn()
  await known.verify(access)
  fetched = 0
  const forged = await resign(access, { kid: "unknown" })
  await expect(known.verify(forged)).rejects.toThrow(KidNotFoundInJwksError)
  await expect(known.verify(forged)).rejects.toThrow(WaitPeriodNotYetEndedJwkError)
  expect(fetched).toBe(1)
})

test("tokens of a pool with the updated issuer are Cognito's too", async () => {
  const UserPoolId = await reference.newPool()
  const client = await reference.newClient(UserPoolId)
  await reference.newUser(UserPoolId, "ann")
  await reference.sdk.send(
    new UpdateUserPoolCommand({ UserPoolId, IssuerConfiguration: { Type: "UPDATED" } }),
  )
  const { access } = await signIn(client)
  const iss = `https://issuer-cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`
  expect(await verifier(client, UserPoolId).verify(access)).toMatchObject({ iss })
})
