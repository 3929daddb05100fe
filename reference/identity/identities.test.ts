import { expect, test } from "vitest"
import { mismatch, notAuthorized, openFixture, providers, refusal } from "./endpoint.test-server.ts"

const { identity, userPool, otherPool, newUser, signIn, newMember, newPool, newPoolWithRoles, getId } =
  await openFixture()

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
  await expect(identity.getOpenIdToken({ IdentityId, Logins: await login() })).rejects.toMatchObject(mismatch)
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
