import { type Jwt, readJwt, signJwt, verifySignature } from "./crypto/jws.ts"
import type { SigningKey } from "./crypto/keys.ts"
import { proofMatches } from "./crypto/srp.ts"
import { invoke } from "./lambda.ts"
import type { Context } from "./operation.ts"
import { discoveryDocument, jwks } from "./userpool/discovery.ts"
import type { SignIn } from "./userpool/sign-in.ts"
import type { Claims } from "./userpool/tokens.ts"
import type { CodePurpose, User } from "./userpool/user.ts"
import type { UserPool } from "./userpool/user-pool.ts"
import type { Answer } from "./wire.ts"

/** The small decisions of the endpoint that a fault may replace. */
export type Policies = {
  /** Whether a call's signature is looked at. */
  mustBeSigned(operation: { auth: string }, isSigned: boolean): boolean
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
  /** The same of an ID token that an identity pool is shown. */
  readIdToken(token: string): Jwt | undefined
  idTokenSignatureHolds(token: Jwt, keys: readonly SigningKey[]): boolean
  /** Makes a JWT of the claims of an ID or access token. */
  signToken(claims: Claims, use: "id" | "access", pool: UserPool, signIn: SignIn): Promise<string>
  keySet(pool: UserPool): object
  discovery(context: Context, pool: UserPool): object
  invokeFunction: typeof invoke
  /** What goes back to a call of AWS JSON, by its X-Amz-Target. */
  answer(target: string, answer: Answer): Answer
  /** Whether the pool asks this user for a second factor. */
  mfaIsRequired(pool: UserPool, user: User): boolean
  /** Ends a sign-in: its refresh tokens, and its access tokens at the service. */
  revoke(signIn: SignIn): void
}

/** What real Cognito decides. */
export const standardPolicies: Policies = {
  mustBeSigned: ({ auth }) => auth === "sigv4",
  insistsOnConstraint: () => true,
  codeMatches: (sent, given) => sent === given,
  redeemCode(user, purpose) {
    user.codes.delete(purpose)
  },
  srpProofMatches: proofMatches,
  readAccessToken: readJwt,
  accessTokenSignatureHolds: signatureHolds,
  readIdToken: readJwt,
  idTokenSignatureHolds: signatureHolds,
  signToken: (claims, use, pool) => signJwt(claims, pool.keys[use]),
  keySet: jwks,
  discovery: discoveryDocument,
  invokeFunction: invoke,
  answer: (_target, answer) => answer,
  mfaIsRequired: (pool, user) =>
    pool.mfa.configuration === "ON" || (pool.mfa.configuration === "OPTIONAL" && user.mfa.enabled.size > 0),
  revoke(signIn) {
    signIn.revoked = true
  },
}

function signatureHolds(token: Jwt, keys: readonly SigningKey[]): boolean {
  const key = keys.find(({ kid }) => kid === token.header.kid)
  return token.header.alg === "RS256" && key !== undefined && verifySignature(token, key.publicKey)
}
