import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from "jose"
import { type Asker, textAt } from "./asker.ts"

/** Where tokens come from and what verifies them. */
export interface Keys {
  /** `iss`, as a template of a target file; undefined without a token. */
  issuer: string | undefined
  /** Where the keys are, as a template; undefined where they are not found. */
  jwks: string | undefined
  /** Where the discovery document is, as a template, and what it says that is not so. */
  discovery: { url: string; issuer: string | undefined } | undefined
  /** Whether a token verifies with them; undefined without one. */
  verify: boolean | undefined
  /** Whether another pool has other keys. */
  perPool: boolean | undefined
  /** Whether there are keys of a pool that does not exist. */
  ofAnyPool: boolean | undefined
}

/** Looks for the keys of two pools, and holds a token of the first against them. */
export async function discoverKeys(
  asker: Asker,
  pools: { id: string; other: string | undefined },
  token: string | undefined,
): Promise<Keys> {
  const { target } = asker
  const iss = token === undefined ? undefined : decodeJwt(token).iss
  const issuer = iss === undefined ? undefined : templateOf(asker, iss, pools.id)
  const found = await discoveryOf(asker, pools.id, iss)
  const places = [
    target.jwksUrl(pools.id),
    `${target.endpoint("idp")}/${pools.id}/.well-known/jwks.json`,
    textAt(found?.document, "jwks_uri"),
    iss && `${iss}/.well-known/jwks.json`,
  ]
  const url = await firstOf(new Set(places.filter((place) => place !== undefined)), async (place) =>
    isNear(asker, place) && (await keysAt(asker, place)) ? place : undefined,
  )
  const keys = url && (await keysAt(asker, url))
  const otherKeys = url && pools.other && (await keysAt(asker, url.replaceAll(pools.id, pools.other)))
  const nobodys = pools.id.replace(/^(.*_)?.*$/, "$1Poolproof0")
  return {
    issuer,
    jwks: url && templateOf(asker, url, pools.id),
    discovery: found && {
      url: templateOf(asker, found.url, pools.id),
      issuer: textAt(found.document, "issuer"),
    },
    verify: keys && token ? await verifies(token, keys) : undefined,
    perPool: keys && otherKeys ? JSON.stringify(keys) !== JSON.stringify(otherKeys) : undefined,
    ofAnyPool:
      url === undefined ? undefined : (await keysAt(asker, url.replaceAll(pools.id, nobodys))) !== undefined,
  }
}

async function discoveryOf(asker: Asker, poolId: string, iss: string | undefined) {
  const { target } = asker
  const path = "/.well-known/openid-configuration"
  const places = [target.discoveryUrl(poolId), `${target.endpoint("idp")}/${poolId}${path}`, `${iss}${path}`]
  return firstOf(new Set(places), async (url) => {
    const { status, json } = isNear(asker, url) ? await asker.fetch(url) : { status: 0, json: undefined }
    return status === 200 && json && { url, document: json }
  })
}

async function keysAt(asker: Asker, url: string): Promise<JSONWebKeySet | undefined> {
  const { status, json } = await asker.fetch(url)
  return status === 200 && Array.isArray(json?.keys) ? (json as unknown as JSONWebKeySet) : undefined
}

async function verifies(token: string, keys: JSONWebKeySet): Promise<boolean> {
  try {
    await jwtVerify(token, createLocalJWKSet(keys))
    return true
  } catch {
    return false
  }
}

async function firstOf<Place, Found>(
  places: Iterable<Place>,
  look: (place: Place) => Promise<Found | undefined | false>,
): Promise<Found | undefined> {
  for (const place of places) {
    const found = await look(place)
    if (found) return found
  }
  return undefined
}

/** Whether a URL is the endpoint's own, so that nobody else is asked for what is its business. */
function isNear({ target }: Asker, url: string): boolean {
  return URL.parse(url)?.host === new URL(target.endpoint("idp")!).host
}

/** A URL of one pool as a template for every pool. */
function templateOf({ target }: Asker, url: string, poolId: string): string {
  return url
    .replaceAll(poolId, "${poolId}")
    .replace(target.endpoint("idp")!, "${endpoint}")
    .replace(/^(https:\/\/cognito-idp\.)[\w-]+(\.amazonaws\.com\/)/, "$1${region}$2")
}
