import type { Arrivals } from "./arrivals.ts"
import type { Expected } from "./tokens.ts"

/** What a script is told, as JSON: `poolproof load` writes it, the script reads it from the file that PP_CONFIG names. */
export interface LoadConfig {
  /** Base URLs without a trailing slash. */
  endpoint: string
  identityEndpoint?: string
  jwksUrl: string
  region: string
  userPoolId: string
  clientId: string
  identityPoolId?: string
  /** Key of the identity pool's `Logins` map. */
  loginProvider?: string
  /** Whose key signs the administrator's calls. Without it they go out unsigned. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  /** Users 0 to `count`-1 of this seed exist, and after them `mfa` users who sign in with TOTP. */
  users: { seed: number; count: number; mfa: number }
  /** Users that scripts make themselves bear names of this run, so that a kept pool can be used again. */
  run: string
  arrivals: Arrivals
  /** The flows that `smoke` goes through. */
  flows: readonly string[]
  /** How many requests can be under way at the same time. */
  vus: number
  expected: Expected
  /** The tokens of one iteration in so many go to the audit whole, for their signatures to be verified. */
  auditEvery: number
  /** Files of what cannot be derived from a user's index: a line of text for each user in order. */
  artefacts: Partial<Record<Artefact, string>>
}

/** Tokens of the users, and the base32 secrets of those with MFA. */
export type Artefact = "refresh" | "access" | "id" | "totp"
