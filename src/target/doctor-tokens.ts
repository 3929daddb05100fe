import { decodeJwt, decodeProtectedHeader } from "jose"
import type { HttpClient } from "../wire/http.ts"
import { callTarget } from "./call.ts"
import { type Finding, findingsOf } from "./finding.ts"
import type { Target } from "./target.ts"

/** The user whom `checkTokens` makes. */
export const DOCTOR = "doctor"
/** Of every user that is made for a look; it satisfies the default policy. */
export const PASSWORD = "Doct0r-Poolproof!"

/** Whether `issuer`, `jwks` and `discovery` are as the target file says, by a token of a pool made for it. */
export async function checkTokens(
  target: Target,
  client: HttpClient,
  poolId: string,
  signal: AbortSignal,
): Promise<Finding[]> {
  const get: Get = (url) => getJson(client, url, signal)
  const token = await accessToken(target, client, poolId, signal)
  const iss = token && decodeJwt(token).iss
  return [
    await keys(target, poolId, token, get),
    issuer(target, poolId, iss),
    await discovery(target, poolId, iss ?? target.issuer(poolId), get),
  ]
}

type Get = (url: string) => Promise<Record<string, unknown> | string>

/** A token of a user made for it, or undefined where that takes more than the target has. */
async function accessToken(
  target: Target,
  client: HttpClient,
  UserPoolId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const call = async (operation: string, input: Record<string, unknown>) => {
    const { answer } = await callTarget(target, client, operation, { UserPoolId, ...input }, signal)
    return answer.kind === "success" ? answer.output : undefined
  }
  const made = await call("idp.CreateUserPoolClient", {
    ClientName: "doctor",
    ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  })
  // Some take e-mail addresses only.
  const create = (Username: string) => call("idp.AdminCreateUser", { Username, MessageAction: "SUPPRESS" })
  const Username = (await create(DOCTOR)) ? DOCTOR : `${DOCTOR}@example.com`
  if (Username !== DOCTOR) await create(Username)
  await call("idp.AdminSetUserPassword", { Username, Password: PASSWORD, Permanent: true })
  const signedIn = await call("idp.AdminInitiateAuth", {
    ClientId: (made?.UserPoolClient as { ClientId?: unknown } | undefined)?.ClientId,
    AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: Username, PASSWORD },
  })
  const token = (signedIn?.AuthenticationResult as { AccessToken?: unknown } | undefined)?.AccessToken
  return typeof token === "string" && isJwt(token) ? token : undefined
}

/** Whether a token can be read as a JWT. */
export function isJwt(token: string): boolean {
  try {
    decodeJwt(token)
    decodeProtectedHeader(token)
    return true
  } catch {
    return false
  }
}

/** A JSON object, or why there is none. */
async function getJson(
  client: HttpClient,
  url: string,
  signal: AbortSignal,
): Promise<Record<string, unknown> | string> {
  if (!URL.canParse(url)) return "no URL"
  const { response, failure } = await client.send({ label: "doctor", method: "GET", url, signal })
  if (!response || failure) return failure?.message ?? "no answer"
  if (response.status !== 200) return `status ${response.status}`
  try {
    const value: unknown = JSON.parse(response.body)
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : "no JSON object"
  } catch {
    return "no JSON"
  }
}

async function keys(target: Target, poolId: string, token: string | undefined, get: Get): Promise<Finding> {
  const { ok, warn, fail } = findingsOf("jwks")
  const url = target.jwksUrl(poolId)
  const keysAt = async (url: string) => {
    const set = await get(url)
    return typeof set === "string"
      ? set
      : Array.isArray(set.keys)
        ? (set.keys as { kid?: unknown }[])
        : "no `keys`"
  }
  const keys = await keysAt(url)
  if (typeof keys === "string") {
    let fix = "say where they are by `jwks` in the target file"
    for (const elsewhere of elsewhereOf(target, poolId, token))
      if (typeof (await keysAt(elsewhere)) !== "string") fix = `they are at ${elsewhere}: ${fix}`
    return fail(`no signing keys at ${url}: ${keys}`, fix)
  }
  const kid = token && decodeProtectedHeader(token).kid
  if (token && !keys.some((key) => key.kid === kid))
    return warn(
      `a token is signed with the key ${kid}, which is not at ${url}`,
      "no token can be verified, unless `jwks` is wrong",
    )
  return ok(`${keys.length} signing key${keys.length === 1 ? "" : "s"} at ${url}`)
}

/** Places where implementations keep the keys, other than where the file says. */
function elsewhereOf(target: Target, poolId: string, token: string | undefined): string[] {
  const iss = token ? decodeJwt(token).iss : undefined
  const bases = new Set([`${target.endpoint("idp")}/${poolId}`, iss ?? target.issuer(poolId)])
  return [...bases]
    .map((base) => `${base}/.well-known/jwks.json`)
    .filter((url) => url !== target.jwksUrl(poolId))
}

function issuer(target: Target, poolId: string, iss: string | undefined): Finding {
  const { ok, warn, fail } = findingsOf("issuer")
  const expected = target.issuer(poolId)
  if (!iss) return warn("no token could be had, so nobody knows whether `issuer` is right")
  if (iss !== expected) {
    const template = iss.replaceAll(poolId, "${poolId}").replace(target.endpoint("idp")!, "${endpoint}")
    return fail(
      `tokens come from ${iss}, and the target file says ${expected}`,
      `\`issuer: ${template}\` would be right`,
    )
  }
  const keysAt = new URL(target.jwksUrl(poolId)).origin
  if (keysAt === URL.parse(iss)?.origin) return ok(`tokens come from ${iss}`)
  return ok(`tokens come from ${iss}, and their keys from ${keysAt}: verifiers must be told both`)
}

async function discovery(target: Target, poolId: string, iss: string, get: Get): Promise<Finding> {
  const { ok, warn } = findingsOf("discovery")
  const url = target.discoveryUrl(poolId)
  const document = await get(url)
  if (typeof document === "string")
    return warn(
      `no discovery document at ${url}: ${document}`,
      "say where it is by `discovery` in the target file",
    )
  const jwks = target.jwksUrl(poolId)
  const beside = `${iss}/.well-known/jwks.json`
  const wrong = [
    ...(document.issuer === iss ? [] : [`issuer is ${document.issuer}, and tokens come from ${iss}`]),
    ...(document.jwks_uri === jwks || document.jwks_uri === beside
      ? []
      : [`jwks_uri is ${document.jwks_uri}, and the keys are at ${jwks}`]),
  ]
  if (wrong.length === 0 && jwks !== beside && document.jwks_uri === beside)
    return ok(`${url} agrees with the tokens, and names ${beside} for the keys`)
  if (wrong.length === 0) return ok(`${url} agrees`)
  return warn(
    `${url}: ${wrong.join("; ")}`,
    "clients that are configured by discovery will not get along with it",
  )
}
