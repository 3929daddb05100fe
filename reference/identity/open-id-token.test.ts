import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from "jose"
import { expect, test } from "vitest"
import { account, openFixture, refusal, region } from "./endpoint.test-server.ts"
import { identityDiscovery, identityJwks } from "./open-id-token.ts"

const { endpoint, identity, userPool, newMember, newPool, getId } = await openFixture()

async function verified(token: string) {
  const keys = createLocalJWKSet((await identityJwks(endpoint)) as JSONWebKeySet)
  const { payload } = await jwtVerify(token, keys, {
    issuer: identityDiscovery.issuer,
    algorithms: ["RS512"],
  })
  return payload
}

test("a guest's says so", async () => {
  const pool = await newPool()
  const IdentityId = await getId(pool)
  const { Token } = await identity.getOpenIdToken({ IdentityId })
  expect(decodeProtectedHeader(Token!)).toEqual({ kid: "us-east-11", typ: "JWS", alg: "RS512" })
  const claims = await verified(Token!)
  expect(claims).toEqual({
    sub: IdentityId,
    aud: pool,
    amr: ["unauthenticated"],
    iss: "https://cognito-identity.amazonaws.com",
    "https://cognito-identity.amazonaws.com/identity-pool-arn": `arn:aws:cognito-identity:${region}:${account}:identitypool/${pool}`,
    iat: expect.any(Number),
    exp: claims.iat! + 600,
  })
})

test("a member's names the provider", async () => {
  const pool = await newPool()
  const member = await newMember(userPool)
  const Logins = { [userPool.provider]: member.id }
  const { Token } = await identity.getOpenIdToken({ IdentityId: await getId(pool, Logins), Logins })
  expect((await verified(Token!)).amr).toEqual([
    "authenticated",
    userPool.provider,
    `${userPool.provider}:CognitoSignIn:${decodeJwt(member.id).sub}`,
  ])
})

test("the classic flow is off only when it was switched off", async () => {
  const pool = await newPool({ AllowClassicFlow: false })
  const IdentityId = await getId(pool)
  await expect(identity.getOpenIdToken({ IdentityId })).rejects.toMatchObject(
    refusal("InvalidParameterException", "Basic (classic) flow is not enabled, please use enhanced flow."),
  )
  await expect(
    identity.getOpenIdToken({ IdentityId: "us-east-1:00000000-0000-4000-8000-000000000000" }),
  ).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  })
})
