import { beforeAll, expect, test } from "vitest"
import { mismatch, notAuthorized, openFixture, providers, type Tokens } from "./endpoint.test-server.ts"

const {
  endpoint,
  identity,
  idp,
  userPool,
  otherPool,
  newUserPool,
  newUser,
  signIn,
  newMember,
  newPool,
  getId,
} = await openFixture()

let tokens: Tokens
beforeAll(async () => {
  tokens = await newMember(userPool)
})
const tampered = (token: string) =>
  `${token.slice(0, -8)}${token.endsWith("AAAAAAAA") ? "BBBBBBBB" : "AAAAAAAA"}`

test.each<[string, () => Record<string, string>, string]>([
  [
    "an access token",
    () => ({ [userPool.provider]: tokens.access }),
    "Invalid login token. Missing a required claim: aud",
  ],
  [
    "another pool's token",
    () => ({ [otherPool.provider]: tokens.id }),
    "Invalid login token. Issuer doesn't match providerName",
  ],
  [
    "a bad signature",
    () => ({ [userPool.provider]: tampered(tokens.id) }),
    "Invalid login token. Couldn't verify signed token.",
  ],
  [
    "Cognito's own provider with a foreign token",
    () => ({ "cognito-identity.amazonaws.com": tokens.id }),
    "Invalid login token. Not a Cognito token.",
  ],
  [
    "a provider that is not configured",
    () => ({ "accounts.google.com": tokens.id }),
    "Token is not from a supported provider of this identity pool.",
  ],
])("%s is refused", async (_, logins, message) => {
  const pool = await newPool()
  await expect(getId(pool, logins())).rejects.toMatchObject(notAuthorized(message))
  const guest = await getId(pool)
  await expect(identity.getOpenIdToken({ IdentityId: guest, Logins: logins() })).rejects.toMatchObject(
    notAuthorized(message),
  )
})

test("a pool or a client that is not configured is refused", async () => {
  const Logins = { [userPool.provider]: tokens.id }
  const refused = notAuthorized("Token is not from a supported provider of this identity pool.")
  await expect(getId(await newPool(providers(otherPool)), Logins)).rejects.toMatchObject(refused)
  const otherClient = providers({ ...userPool, clientId: otherPool.clientId })
  await expect(getId(await newPool(otherClient), Logins)).rejects.toMatchObject(refused)
  await expect(getId(await newPool({ CognitoIdentityProviders: [] }), Logins)).rejects.toMatchObject(mismatch)
})

test("an expired token is refused with both times", async () => {
  const pool = await newPool()
  const { clientId, id, provider } = await newUserPool()
  const expiring = { id, clientId, provider }
  await identity.updateIdentityPool({
    IdentityPoolId: pool,
    IdentityPoolName: "pool",
    AllowUnauthenticatedIdentities: false,
    ...providers(expiring),
  })
  const Logins = { [provider]: (await newMember(expiring)).id }
  await getId(pool, Logins)
  endpoint.store.userPools.get(id)!.clockOffset = 3_601_000
  await expect(getId(pool, Logins)).rejects.toMatchObject(
    notAuthorized(expect.stringMatching(/^Invalid login token\. Token expired: \d{10} >= \d{10}$/)),
  )
})

test("a server-side check sees that the user was signed out; without it the token is good", async () => {
  const checked = await newPool({
    CognitoIdentityProviders: [
      { ProviderName: userPool.provider, ClientId: userPool.clientId, ServerSideTokenCheck: true },
    ],
  })
  const unchecked = await newPool()
  const Username = await newUser(userPool)
  const Logins = { [userPool.provider]: (await signIn(userPool, Username)).id }
  await getId(checked, Logins)
  await idp.adminUserGlobalSignOut({ UserPoolId: userPool.id, Username })
  await getId(unchecked, Logins)
  await expect(getId(checked, Logins)).rejects.toMatchObject({ name: "NotAuthorizedException" })
})
