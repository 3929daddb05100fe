import type { Server } from "node:http"
import {
  CognitoIdentity,
  type CreateIdentityPoolCommandInput,
  type RoleMapping,
} from "@aws-sdk/client-cognito-identity"
import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider"
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from "jose"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { Endpoint } from "../endpoint.ts"
import { serve } from "../server.ts"
import { exampleKey } from "../sigv4.ts"
import { identityDiscovery, identityJwks } from "./open-id-token.ts"
import { callSts } from "./sts.ts"

const region = "us-east-1"
const account = "123456789012"
const guestRole = `arn:aws:iam::${account}:role/Guest`
const memberRole = `arn:aws:iam::${account}:role/path/Member`
const adminRole = `arn:aws:iam::${account}:role/Admin`
const foreignRole = "arn:aws:iam::210987654321:role/Member"
const unknownId = `${region}:00000000-0000-4000-8000-000000000000`

const endpoint = new Endpoint({ region, seed: 1, ownIssuer: false, faults: [] })
let server: Server
let identity: CognitoIdentity
let idp: CognitoIdentityProvider
let userPool: UserPool
let otherPool: UserPool

type UserPool = { id: string; clientId: string; provider: string }
type Tokens = { id: string; access: string }

beforeAll(async () => {
  server = await serve(endpoint, { port: 0, host: "127.0.0.1" })
  const config = { region, endpoint: endpoint.address, credentials: exampleKey, maxAttempts: 1 }
  identity = new CognitoIdentity(config)
  idp = new CognitoIdentityProvider(config)
  userPool = await newUserPool()
  otherPool = await newUserPool()
})

afterAll(() => {
  identity.destroy()
  idp.destroy()
  server.close()
})

async function newUserPool(): Promise<UserPool> {
  const { UserPool: pool } = await idp.createUserPool({ PoolName: "members" })
  const id = pool!.Id!
  const { UserPoolClient } = await idp.createUserPoolClient({
    UserPoolId: id,
    ClientName: "app",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  })
  return { id, clientId: UserPoolClient!.ClientId!, provider: `cognito-idp.${region}.amazonaws.com/${id}` }
}

let users = 0

/** A new user's name; members of groups, each of which is a role. */
async function newUser(
  { id: UserPoolId }: UserPool,
  roles: { [group: string]: string } = {},
): Promise<string> {
  const Username = `user-${++users}`
  await idp.adminCreateUser({ UserPoolId, Username, MessageAction: "SUPPRESS" })
  await idp.adminSetUserPassword({ UserPoolId, Username, Password: "Corr3ct-password!", Permanent: true })
  for (const [GroupName, RoleArn] of Object.entries(roles)) {
    await idp.createGroup({ UserPoolId, GroupName, RoleArn }).catch(() => undefined)
    await idp.adminAddUserToGroup({ UserPoolId, Username, GroupName })
  }
  return Username
}

async function signIn({ clientId }: UserPool, USERNAME: string): Promise<Tokens> {
  const { AuthenticationResult } = await idp.initiateAuth({
    ClientId: clientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME, PASSWORD: "Corr3ct-password!" },
  })
  return { id: AuthenticationResult!.IdToken!, access: AuthenticationResult!.AccessToken! }
}

const newMember = async (pool: UserPool, roles = {}) => signIn(pool, await newUser(pool, roles))

const providers = (...pools: UserPool[]) => ({
  CognitoIdentityProviders: pools.map(({ provider, clientId }) => ({
    ProviderName: provider,
    ClientId: clientId,
  })),
})

async function newPool(settings: Partial<CreateIdentityPoolCommandInput> = {}): Promise<string> {
  const { IdentityPoolId } = await identity.createIdentityPool({
    IdentityPoolName: "pool",
    AllowUnauthenticatedIdentities: true,
    ...providers(userPool),
    ...settings,
  })
  return IdentityPoolId!
}

async function newPoolWithRoles(settings: Partial<CreateIdentityPoolCommandInput> = {}): Promise<string> {
  const IdentityPoolId = await newPool(settings)
  await identity.setIdentityPoolRoles({
    IdentityPoolId,
    Roles: { authenticated: memberRole, unauthenticated: guestRole },
  })
  return IdentityPoolId
}

const getId = async (IdentityPoolId: string, Logins?: Record<string, string>) =>
  (await identity.getId({ IdentityPoolId, ...(Logins && { Logins }) })).IdentityId!

const refusal = (name: string, message: string) => ({ name, message, $metadata: { httpStatusCode: 400 } })
const notAuthorized = (message: string) => refusal("NotAuthorizedException", message)
const mismatch = notAuthorized(
  "Logins don't match. Please include at least one valid login for this identity or identity pool.",
)

describe("pools", () => {
  test("a pool reports what was set and nothing else", async () => {
    const created = await identity.createIdentityPool({
      IdentityPoolName: "my pool",
      AllowUnauthenticatedIdentities: false,
      ...providers(userPool),
      OpenIdConnectProviderARNs: [],
    })
    const { $metadata, ...settings } = created
    expect(settings).toEqual({
      IdentityPoolId: expect.stringMatching(/^us-east-1:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      IdentityPoolName: "my pool",
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [
        { ProviderName: userPool.provider, ClientId: userPool.clientId, ServerSideTokenCheck: false },
      ],
    })
    expect(await identity.describeIdentityPool({ IdentityPoolId: created.IdentityPoolId })).toMatchObject(
      settings,
    )
  })

  test("an update replaces everything but the developer provider's name", async () => {
    const IdentityPoolId = await newPool({ DeveloperProviderName: "login.example", AllowClassicFlow: true })
    const update = { IdentityPoolId, IdentityPoolName: "renamed", AllowUnauthenticatedIdentities: false }
    const { $metadata, ...updated } = await identity.updateIdentityPool(update)
    expect(updated).toEqual({ ...update, DeveloperProviderName: "login.example" })
    await expect(
      identity.updateIdentityPool({ ...update, DeveloperProviderName: "x" }),
    ).rejects.toMatchObject({
      name: "InvalidParameterException",
    })
  })

  test("pools are listed in pages", async () => {
    const made = [await newPool(), await newPool(), await newPool()]
    const listed: string[] = []
    let NextToken: string | undefined
    do {
      const page = await identity.listIdentityPools({ MaxResults: 2, ...(NextToken && { NextToken }) })
      expect(page.IdentityPools!.length).toBeLessThanOrEqual(2)
      listed.push(...page.IdentityPools!.map((pool) => pool.IdentityPoolId!))
      NextToken = page.NextToken
    } while (NextToken)
    expect(listed).toEqual(expect.arrayContaining(made))
    expect(new Set(listed).size).toBe(listed.length)
  })

  test("a deleted pool is gone with its identities", async () => {
    const IdentityPoolId = await newPoolWithRoles()
    const IdentityId = await getId(IdentityPoolId)
    await identity.deleteIdentityPool({ IdentityPoolId })
    const gone = refusal("ResourceNotFoundException", `IdentityPool '${IdentityPoolId}' not found.`)
    await expect(identity.describeIdentityPool({ IdentityPoolId })).rejects.toMatchObject(gone)
    await expect(identity.deleteIdentityPool({ IdentityPoolId })).rejects.toMatchObject(gone)
    await expect(getId(IdentityPoolId)).rejects.toMatchObject(gone)
    await expect(identity.getCredentialsForIdentity({ IdentityId })).rejects.toMatchObject(
      refusal("ResourceNotFoundException", `Identity '${IdentityId}' not found.`),
    )
  })

  test("a broken constraint is a ValidationException", async () => {
    await expect(identity.getId({ IdentityPoolId: "us-east-2:mock" })).rejects.toMatchObject(
      refusal(
        "ValidationException",
        "1 validation error detected: Value 'us-east-2:mock' at 'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
      ),
    )
  })
})

describe("identities", () => {
  test("every guest is somebody new; a login is always the same", async () => {
    const pool = await newPool()
    expect(await getId(pool)).not.toBe(await getId(pool, {}))
    const name = await newUser(userPool)
    const logins = async () => ({ [userPool.provider]: (await signIn(userPool, name)).id })
    const first = await getId(pool, await logins())
    expect(await getId(pool, await logins())).toBe(first)
    expect(await getId(await newPool(), await logins())).not.toBe(first)
    const described = await identity.describeIdentity({ IdentityId: first })
    expect(described).toMatchObject({ IdentityId: first, Logins: [userPool.provider] })
    expect(described.CreationDate).toBeInstanceOf(Date)
  })

  test("guests need the pool's leave", async () => {
    const pool = await newPool({ AllowUnauthenticatedIdentities: false })
    const refused = notAuthorized("Unauthenticated access is not supported for this identity pool.")
    await expect(getId(pool)).rejects.toMatchObject(refused)
    await expect(getId(pool, {})).rejects.toMatchObject(refused)
  })

  test("a guest who signs in keeps the identity, and is no guest any more", async () => {
    const pool = await newPoolWithRoles()
    const IdentityId = await getId(pool)
    const Logins = { [userPool.provider]: (await newMember(userPool)).id }
    expect(await identity.getCredentialsForIdentity({ IdentityId, Logins })).toMatchObject({ IdentityId })
    expect(await getId(pool, Logins)).toBe(IdentityId)
    await expect(identity.getCredentialsForIdentity({ IdentityId })).rejects.toMatchObject(mismatch)
  })

  test("a guest who signs in as somebody known becomes that identity, and the guest's is disabled", async () => {
    const pool = await newPoolWithRoles()
    const Logins = { [userPool.provider]: (await newMember(userPool)).id }
    const known = await getId(pool, Logins)
    const guest = await getId(pool)
    const answer = await identity.getCredentialsForIdentity({ IdentityId: guest, Logins })
    expect(answer.IdentityId).toBe(known)
    await expect(identity.getCredentialsForIdentity({ IdentityId: guest })).rejects.toMatchObject(
      notAuthorized(`Access to Identity '${guest}' is forbidden.`),
    )
    const ids = async (HideDisabled: boolean) => {
      const { Identities } = await identity.listIdentities({
        IdentityPoolId: pool,
        MaxResults: 60,
        HideDisabled,
      })
      return Identities!.map(({ IdentityId }) => IdentityId)
    }
    expect(await ids(false)).toEqual([known, guest])
    expect(await ids(true)).toEqual([known])
  })

  test("logins shown together are one identity, whosever they were", async () => {
    const pool = await newPoolWithRoles(providers(userPool, otherPool))
    const one = { [userPool.provider]: (await newMember(userPool)).id }
    const two = { [otherPool.provider]: (await newMember(otherPool)).id }
    const [first, second] = [await getId(pool, one), await getId(pool, two)]
    const merged = await identity.getOpenIdToken({ IdentityId: first, Logins: { ...one, ...two } })
    expect(merged.IdentityId).toBe(first)
    expect(await getId(pool, two)).toBe(first)
    await expect(identity.getOpenIdToken({ IdentityId: second, Logins: two })).rejects.toMatchObject({
      name: "NotAuthorizedException",
    })
    const { Logins } = await identity.describeIdentity({ IdentityId: first })
    expect(Logins).toEqual([userPool.provider, otherPool.provider])
  })

  test("an identity has one login of a provider", async () => {
    const pool = await newPool(providers(userPool, otherPool))
    const other = { [otherPool.provider]: (await newMember(otherPool)).id }
    const login = async () => ({ [userPool.provider]: (await newMember(userPool)).id })
    const IdentityId = await getId(pool, { ...(await login()), ...other })
    await expect(
      identity.getOpenIdToken({ IdentityId, Logins: { ...(await login()), ...other } }),
    ).rejects.toMatchObject({ name: "ResourceConflictException" })
    await expect(identity.getOpenIdToken({ IdentityId, Logins: await login() })).rejects.toMatchObject(
      mismatch,
    )
  })

  test("an unlinked login is somebody new", async () => {
    const pool = await newPool()
    const Logins = { [userPool.provider]: (await newMember(userPool)).id }
    const IdentityId = await getId(pool, Logins)
    await identity.unlinkIdentity({ IdentityId, Logins, LoginsToRemove: [userPool.provider] })
    expect(await identity.describeIdentity({ IdentityId })).not.toHaveProperty("Logins")
    expect(await getId(pool, Logins)).not.toBe(IdentityId)
    await expect(identity.getOpenIdToken({ IdentityId })).rejects.toMatchObject(mismatch)
    await expect(identity.getOpenIdToken({ IdentityId, Logins })).rejects.toMatchObject(mismatch)
  })

  test("a deleted identity is unknown, and its login is somebody new", async () => {
    const pool = await newPool()
    const Logins = { [userPool.provider]: (await newMember(userPool)).id }
    const IdentityId = await getId(pool, Logins)
    const { UnprocessedIdentityIds } = await identity.deleteIdentities({ IdentityIdsToDelete: [IdentityId] })
    expect(UnprocessedIdentityIds).toEqual([])
    await expect(identity.describeIdentity({ IdentityId })).rejects.toMatchObject(
      refusal("ResourceNotFoundException", `Identity '${IdentityId}' not found.`),
    )
    expect(await getId(pool, Logins)).not.toBe(IdentityId)
  })
})

describe("logins", () => {
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
    await expect(getId(await newPool({ CognitoIdentityProviders: [] }), Logins)).rejects.toMatchObject(
      mismatch,
    )
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
})

describe("credentials", () => {
  const credentials = (IdentityId: string, more = {}) =>
    identity.getCredentialsForIdentity({ IdentityId, ...more })

  /** Who the endpoint says signs with credentials. */
  async function callerOf(accessKeyId: string): Promise<string> {
    const { status, xml } = await callSts(
      new URLSearchParams("Action=GetCallerIdentity"),
      endpoint,
      () => accessKeyId,
    )
    expect(status).toBe(200)
    return /<Arn>(.*)<\/Arn>/.exec(xml)![1]!
  }

  /** The name of the role that a member with these Logins gets. */
  async function roleOf(
    pool: string,
    Logins: Record<string, string>,
    CustomRoleArn?: string,
  ): Promise<string> {
    const IdentityId = await getId(pool, Logins)
    const answer = await credentials(IdentityId, { Logins, ...(CustomRoleArn && { CustomRoleArn }) })
    return (await callerOf(answer.Credentials!.AccessKeyId!)).split("/")[1]!
  }

  async function newMappedPool(mapping: RoleMapping): Promise<string> {
    const IdentityPoolId = await newPool()
    await identity.setIdentityPoolRoles({
      IdentityPoolId,
      Roles: { authenticated: memberRole },
      RoleMappings: { [`${userPool.provider}:${userPool.clientId}`]: mapping },
    })
    return IdentityPoolId
  }

  test("they last an hour, sign calls, and are the assumed role's", async () => {
    const pool = await newPoolWithRoles()
    const IdentityId = await getId(pool)
    const { Credentials } = await credentials(IdentityId)
    expect(Object.keys(Credentials!)).toEqual(["AccessKeyId", "Expiration", "SecretKey", "SessionToken"])
    expect(Credentials!.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
    const lifetime = Credentials!.Expiration!.getTime() - Date.now()
    expect(Math.abs(lifetime - 3_600_000)).toBeLessThan(5000)
    expect(await callerOf(Credentials!.AccessKeyId!)).toBe(
      `arn:aws:sts::${account}:assumed-role/Guest/CognitoIdentityCredentials`,
    )
    const own = new CognitoIdentity({
      region,
      endpoint: endpoint.address,
      credentials: {
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretKey!,
        sessionToken: Credentials!.SessionToken!,
      },
    })
    expect(await own.describeIdentity({ IdentityId })).toMatchObject({ IdentityId })
    own.destroy()
  })

  test("a pool without the role, or with another account's, is misconfigured", async () => {
    const misconfigured = refusal(
      "InvalidIdentityPoolConfigurationException",
      "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
    )
    const pool = await newPool()
    const guest = await getId(pool)
    await expect(credentials(guest)).rejects.toMatchObject(misconfigured)
    await identity.setIdentityPoolRoles({ IdentityPoolId: pool, Roles: { unauthenticated: foreignRole } })
    await expect(credentials(guest)).rejects.toMatchObject(misconfigured)
    await identity.setIdentityPoolRoles({ IdentityPoolId: pool, Roles: { unauthenticated: guestRole } })
    await credentials(guest)
    await expect(
      credentials(guest, { Logins: { [userPool.provider]: (await newMember(userPool)).id } }),
    ).rejects.toMatchObject(misconfigured)
  })

  test("roles are reported as they were set, and replaced as a whole", async () => {
    const mapping: RoleMapping = { Type: "Token", AmbiguousRoleResolution: "Deny" }
    const IdentityPoolId = await newMappedPool(mapping)
    expect(await identity.getIdentityPoolRoles({ IdentityPoolId })).toMatchObject({
      IdentityPoolId,
      Roles: { authenticated: memberRole },
      RoleMappings: { [`${userPool.provider}:${userPool.clientId}`]: mapping },
    })
    await identity.setIdentityPoolRoles({ IdentityPoolId, Roles: {} })
    const { $metadata, ...none } = await identity.getIdentityPoolRoles({ IdentityPoolId })
    expect(none).toEqual({ IdentityPoolId })
  })

  test("a mapping needs a configured provider and a resolution", async () => {
    const IdentityPoolId = await newPool()
    const set = (RoleMappings: Record<string, RoleMapping>) =>
      identity.setIdentityPoolRoles({ IdentityPoolId, Roles: {}, RoleMappings })
    await expect(
      set({ [userPool.provider]: { Type: "Token", AmbiguousRoleResolution: "Deny" } }),
    ).rejects.toMatchObject(
      refusal(
        "InvalidParameterException",
        `(${userPool.provider}) is not a valid RoleMapping ProviderName or is not a configured provider.`,
      ),
    )
    const invalid = { name: "InvalidParameterException" }
    const key = `${userPool.provider}:${userPool.clientId}`
    await expect(set({ [key]: { Type: "Token" } })).rejects.toMatchObject(invalid)
    await expect(set({ [key]: { Type: "Rules", AmbiguousRoleResolution: "Deny" } })).rejects.toMatchObject(
      invalid,
    )
  })

  test("a token mapping gives the token's preferred role, or one of its roles on request", async () => {
    const pool = await newMappedPool({ Type: "Token", AmbiguousRoleResolution: "Deny" })
    const Logins = { [userPool.provider]: (await newMember(userPool, { admins: adminRole })).id }
    expect(decodeJwt(Logins[userPool.provider]!)["cognito:roles"]).toEqual([adminRole])
    expect(await roleOf(pool, Logins)).toBe("Admin")
    expect(await roleOf(pool, Logins, adminRole)).toBe("Admin")
    await expect(roleOf(pool, Logins, memberRole)).rejects.toMatchObject(
      notAuthorized(`Access to Role '${memberRole}' is forbidden.`),
    )
  })

  test("a token without a role is resolved as the mapping says", async () => {
    const Logins = { [userPool.provider]: (await newMember(userPool)).id }
    const lenient = await newMappedPool({ Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" })
    expect(await roleOf(lenient, Logins)).toBe("Member")
    const strict = await newMappedPool({ Type: "Token", AmbiguousRoleResolution: "Deny" })
    await expect(roleOf(strict, Logins)).rejects.toMatchObject(
      notAuthorized(
        expect.stringMatching(/^The ambiguous role mapping rules for: .* denied this request\.$/),
      ),
    )
  })

  test("the first rule that matches gives the role", async () => {
    const member = await newMember(userPool, { admins: adminRole })
    const Logins = { [userPool.provider]: member.id }
    const name = decodeJwt(member.id)["cognito:username"] as string
    const role = (
      Rules: [Claim: string, MatchType: string, Value: string, RoleARN: string][],
      wanted?: string,
    ) =>
      newMappedPool({
        Type: "Rules",
        AmbiguousRoleResolution: "AuthenticatedRole",
        RulesConfiguration: {
          Rules: Rules.map(
            ([Claim, MatchType, Value, RoleARN]) => ({ Claim, MatchType, Value, RoleARN }) as never,
          ),
        },
      }).then((pool) => roleOf(pool, Logins, wanted))
    expect(await role([["cognito:username", "Equals", name, adminRole]])).toBe("Admin")
    expect(await role([["cognito:username", "Equals", "somebody", adminRole]])).toBe("Member")
    expect(await role([["cognito:groups", "Contains", "admins", adminRole]])).toBe("Admin")
    expect(await role([["cognito:username", "StartsWith", "user-", adminRole]])).toBe("Admin")
    expect(await role([["cognito:username", "NotEqual", "somebody", adminRole]])).toBe("Admin")
    expect(await role([["absent", "NotEqual", "somebody", adminRole]])).toBe("Member")
    const both: Parameters<typeof role>[0] = [
      ["sub", "NotEqual", "x", guestRole],
      ["cognito:username", "Equals", name, adminRole],
    ]
    expect(await role(both)).toBe("Guest")
    expect(await role(both, adminRole)).toBe("Admin")
  })
})

describe("OpenID tokens", () => {
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
    await expect(identity.getOpenIdToken({ IdentityId: unknownId })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    })
  })
})
