import { type Jwt, readJwt, verifySignature } from "./crypto/jws.ts"
import type { SigningKey } from "./crypto/keys.ts"
import { proofMatches } from "./crypto/srp.ts"
import type { SignIn } from "./userpool/sign-in.ts"
import type { CodePurpose, User } from "./userpool/user.ts"
import type { UserPool } from "./userpool/user-pool.ts"

/** The small decisions of the endpoint that a fault may replace. */
export type Policies = {
  /** Whether an operation refuses a member of its input that breaks a constraint of the model; `path` as the error tells it. */
  insistsOnConstraint(operation: string, path: string): boolean
  /** Whether a code is the one that was sent. */
  codeMatches(sent: string, given: string): boolean
  /** Takes a code that matched out of circulation. */
  redeemCode(user: User, purpose: CodePurpose): void | Promise<void>
  srpProofMatches: typeof proofMatches
  /** Takes an access token apart; undefined when it is no signed JWT. */
  readAccessToken(token: string): Jwt | undefined
  /** Whether an access token was signed with one of the pool's keys, by RS256. */
  accessTokenSignatureHolds(token: Jwt, keys: readonly SigningKey[]): boolean
  /** Whether the pool asks this user for a second factor. */
  mfaIsRequired(pool: UserPool, user: User): boolean
  /** Ends a sign-in: its refresh tokens, and its access tokens at the service. */
  revoke(signIn: SignIn): void
}

/** What real Cognito decides. */
export const standardPolicies: Policies = {
  insistsOnConstraint: () => true,
  codeMatches: (sent, given) => sent === given,
  redeemCode(user, purpose) {
    user.codes.delete(purpose)
  },
  srpProofMatches: proofMatches,
  readAccessToken: readJwt,
  accessTokenSignatureHolds(token, keys) {
    const key = keys.find(({ kid }) => kid === token.header.kid)
    return token.header.alg === "RS256" && key !== undefined && verifySignature(token, key.publicKey)
  },
  mfaIsRequired: (pool, user) =>
    pool.mfa.configuration === "ON" || (pool.mfa.configuration === "OPTIONAL" && user.mfa.enabled.size > 0),
  revoke(signIn) {
    signIn.revoked = true
  },
}
