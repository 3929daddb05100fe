import { CognitoIdentity, type RoleMapping } from "@aws-sdk/client-cognito-identity"
import { decodeJwt } from "jose"
import { expect, test } from "vitest"
import {
  account,
  adminRole,
  guestRole,
  memberRole,
  notAuthorized,
  openFixture,
  refusal,
  region,
} from "./endpoint.test-server.ts"
import { callSts } from "./sts.ts"

const { endpoint, identity, userPool, newMember, newPool, newPoolWithRoles, getId } = await openFixture()

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
async function roleOf(pool: string, Logins: Record<string, string>, CustomRoleArn?: string): Promise<string> {
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
  expect(Object.keys(Credentials!).sort()).toEqual(["AccessKeyId", "Expiration", "SecretKey", "SessionToken"])
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
  await identity.setIdentityPoolRoles({
    IdentityPoolId: pool,
    Roles: { unauthenticated: "arn:aws:iam::210987654321:role/Member" },
  })
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
    notAuthorized(expect.stringMatching(/^The ambiguous role mapping rules for: .* denied this request\.$/)),
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
