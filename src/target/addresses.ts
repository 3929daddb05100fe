import type { TargetProfile } from "./profile.ts"
import type { Service, Target } from "./target.ts"
import { fill, type Values } from "./template.ts"

type Addresses = Pick<Target, "endpoint" | "issuer" | "jwksUrl" | "discoveryUrl">

/** Where everything of a target is, by its profile's templates. `values` has `endpoint`, `port`, `region` and `accountId`. */
export function addressesOf(profile: TargetProfile, values: () => Values): Addresses {
  const perPool = (template: string) => (poolId: string) => fill(template, { ...values(), poolId })
  return {
    endpoint: (service: Service, domain = "") => {
      const template =
        service === "idp" ? (profile.endpoints?.idp ?? "${endpoint}") : profile.endpoints?.[service]
      return template && withoutSlash(fill(template, { ...values(), domain }))
    },
    issuer: perPool(profile.issuer ?? "https://cognito-idp.${region}.amazonaws.com/${poolId}"),
    jwksUrl: perPool(profile.jwks ?? "${endpoint}/${poolId}/.well-known/jwks.json"),
    discoveryUrl: perPool(profile.discovery ?? "${endpoint}/${poolId}/.well-known/openid-configuration"),
  }
}

export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "")
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127\./.test(hostname)
  )
}

export function portOf(url: string): string {
  const { port, protocol } = new URL(url)
  return port || (protocol === "https:" ? "443" : "80")
}
