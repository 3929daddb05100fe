import { expect, test } from "vitest"
import { signJwt } from "../crypto/jws.ts"
import { Endpoint } from "../endpoint.ts"
import { notAuthorized, ServiceError } from "../errors.ts"
import { issueCredentials, parseRole } from "./credentials.ts"
import { identityOperations } from "./index.ts"
import { callSts } from "./sts.ts"

const endpoint = new Endpoint({ region: "eu-central-1", seed: 1, ownIssuer: false, faults: [] })
const roleArn = "arn:aws:iam::210987654321:role/service/Visitor"
const unsigned = () => {
  throw new ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token")
}

const call = (form: Record<string, string>, signer: () => string = unsigned) =>
  callSts(new URLSearchParams({ Version: "2011-06-15", ...form }), endpoint, signer)
const run = (operation: string, input: object) => identityOperations[operation]!(input as never, endpoint)

async function openIdToken(): Promise<{ poolId: string; identityId: string; token: string }> {
  const created = await run("CreateIdentityPool", {
    IdentityPoolName: "p",
    AllowUnauthenticatedIdentities: true,
  })
  const { IdentityPoolId } = created as { IdentityPoolId: string }
  const { IdentityId } = (await run("GetId", { IdentityPoolId })) as { IdentityId: string }
  const { Token } = (await run("GetOpenIdToken", { IdentityId })) as { Token: string }
  return { poolId: IdentityPoolId, identityId: IdentityId, token: Token }
}

const assume = (token: string, more: Record<string, string> = {}) =>
  call({
    Action: "AssumeRoleWithWebIdentity",
    RoleArn: roleArn,
    RoleSessionName: "my-session",
    WebIdentityToken: token,
    ...more,
  })
const text = (xml: string, element: string) => new RegExp(`<${element}>(.*)</${element}>`).exec(xml)?.[1]

test("an OpenID token assumes a role, in another account too", async () => {
  const { poolId, identityId, token } = await openIdToken()
  const { status, xml } = await assume(token)
  expect(status).toBe(200)
  expect(xml).toMatch(
    /^<AssumeRoleWithWebIdentityResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/"><AssumeRoleWithWebIdentityResult>/,
  )
  expect(text(xml, "SubjectFromWebIdentityToken")).toBe(identityId)
  expect(text(xml, "Audience")).toBe(poolId)
  expect(text(xml, "Provider")).toBe("cognito-identity.amazonaws.com")
  expect(text(xml, "AssumedRoleUser")).toMatch(
    /^<Arn>arn:aws:sts::210987654321:assumed-role\/Visitor\/my-session<\/Arn><AssumedRoleId>AROA[A-Z2-7]{17}:my-session<\/AssumedRoleId>$/,
  )
  expect(text(xml, "Expiration")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)

  const accessKeyId = text(xml, "AccessKeyId")!
  expect(endpoint.keyRing(accessKeyId)).toMatchObject({
    secretAccessKey: text(xml, "SecretAccessKey"),
    sessionToken: text(xml, "SessionToken"),
    expires: Date.parse(text(xml, "Expiration")!),
  })
  const caller = await call({ Action: "GetCallerIdentity" }, () => accessKeyId)
  expect(text(caller.xml, "Arn")).toBe("arn:aws:sts::210987654321:assumed-role/Visitor/my-session")
  expect(text(caller.xml, "UserId")).toBe(text(xml, "AssumedRoleId"))
  expect(text(caller.xml, "Account")).toBe("210987654321")
})

test("the duration is the caller's within its bounds", async () => {
  const { token } = await openIdToken()
  const { xml } = await assume(token, { DurationSeconds: "900" })
  expect(Math.abs(Date.parse(text(xml, "Expiration")!) - Date.now() - 900_000)).toBeLessThan(5000)
  for (const [DurationSeconds, code] of [
    ["899", "ValidationError"],
    ["43201", "ValidationError"],
    ["soon", "MalformedInput"],
  ] as const) {
    const refused = await assume(token, { DurationSeconds })
    expect([refused.status, text(refused.xml, "Code")]).toEqual([400, code])
  }
})

test.each([
  [
    { RoleSessionName: "x" },
    "at 'roleSessionName' failed to satisfy constraint: Member must have length greater than",
  ],
  [{ RoleSessionName: "a b" }, "Member must satisfy regular expression pattern"],
  [{ RoleArn: "" }, "at 'roleArn' failed to satisfy constraint"],
  [{ RoleArn: "arn:aws:iam::123456789012:user/somebody" }, "is invalid"],
])("%j is a ValidationError", async (wrong, message) => {
  const { token } = await openIdToken()
  const { status, xml } = await assume(token, wrong)
  expect([status, text(xml, "Code"), text(xml, "Type")]).toEqual([400, "ValidationError", "Sender"])
  expect(text(xml, "Message")?.replaceAll("&#39;", "'")).toContain(message)
})

test("an expired token is too old", async () => {
  const { token } = await openIdToken()
  endpoint.store.clockOffset = 605_000
  const { status, xml } = await assume(token)
  endpoint.store.clockOffset = 0
  expect([status, text(xml, "Code")]).toEqual([400, "ExpiredTokenException"])
  expect(text(xml, "Message")).toMatch(/^Token too old: [4-6]$/)
  expect((await assume(token)).status).toBe(200)
})

test("a token that this endpoint did not sign is invalid", async () => {
  const { token } = await openIdToken()
  const [header, payload] = token.split(".")
  const claims = JSON.parse(Buffer.from(payload!, "base64url").toString())
  const foreign = await signJwt(claims, await endpoint.keys.take(), {
    kid: "eu-central-11",
    typ: "JWS",
    alg: "RS512",
  })
  for (const wrong of [foreign, `${header}.${payload}.AAAA`, "no token"]) {
    const { status, xml } = await assume(wrong)
    expect([status, text(xml, "Code")]).toEqual([400, "InvalidIdentityToken"])
  }
})

test("the machine's own key pair is the account", async () => {
  const { status, xml } = await call({ Action: "GetCallerIdentity" }, () => "AKIAIOSFODNN7EXAMPLE")
  expect(status).toBe(200)
  expect(text(xml, "GetCallerIdentityResult")).toBe(
    "<Arn>arn:aws:iam::123456789012:root</Arn><UserId>123456789012</UserId><Account>123456789012</Account>",
  )
})

test("refused signatures go by STS's names", async () => {
  const { status, xml } = await call({ Action: "GetCallerIdentity" })
  expect([status, text(xml, "Code")]).toEqual([403, "MissingAuthenticationToken"])
  const refused = await call({ Action: "GetCallerIdentity" }, () => notAuthorized("<no> & never"))
  expect([refused.status, text(refused.xml, "Code"), text(refused.xml, "Message")]).toEqual([
    400,
    "NotAuthorizedException",
    "&#60;no&#62; &#38; never",
  ])
})

test("an action that there is not is invalid", async () => {
  for (const Action of ["", "AssumeRole"]) {
    const { status, xml } = await call({ Action })
    expect([status, text(xml, "Code")]).toEqual([400, "InvalidAction"])
  }
})

test("a role's id goes with its ARN", () => {
  const role = parseRole(roleArn)!
  expect(role).toEqual({
    accountId: "210987654321",
    name: "Visitor",
    id: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
  })
  expect(parseRole(`${roleArn}2`)!.id).not.toBe(role.id)
  const issued = issueCredentials(endpoint, role, "s-1", 900)
  expect(issued.secretAccessKey).toHaveLength(40)
  for (const arn of ["", "arn:aws:iam::1:role/x", `${roleArn}/`, "arn:aws:iam::210987654321:role/"]) {
    expect(parseRole(arn), arn).toBeUndefined()
  }
})
