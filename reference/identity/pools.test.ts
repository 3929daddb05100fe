import { expect, test } from "vitest"
import { openFixture, providers, refusal } from "./endpoint.test-server.ts"

const { identity, userPool, newPool, newPoolWithRoles, getId } = await openFixture()

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
  await expect(identity.updateIdentityPool({ ...update, DeveloperProviderName: "x" })).rejects.toMatchObject({
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
