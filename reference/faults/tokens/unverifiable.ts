/** The flows, each of whose tokens are verified and compared with their user. */
export const everyFlow = [
  "tokens.flows/admin",
  "tokens.flows/legacy-refresh",
  "tokens.flows/new-password",
  "tokens.flows/refresh",
  "tokens.flows/refresh-operation",
  "tokens.flows/srp",
  "tokens.flows/totp",
]

/** Where ID and access tokens of every flow are verified as applications verify them. */
const verified = [
  ...everyFlow,
  "tokens.rotation/new-tokens-verify",
  "tokens.signature/after-deletion",
  "tokens.signature/after-disabling",
  "tokens.signature/after-revocation",
  "tokens.signature/after-sign-out",
  "triggers.pre-token-generation-v2/signatures",
]

/** What turns red when no ID token verifies. */
export const unverifiableIdTokens = [
  ...verified,
  "tokens.rotation/old-tokens-live",
  "tokens.rotation/refresh-survives",
  "tokens.signature/aws-jwt-verify-id",
  "tokens.signature/id-token",
]

/** What turns red when no access token verifies. */
export const unverifiableAccessTokens = [
  ...verified,
  "tokens.signature/access-token",
  "tokens.signature/aws-jwt-verify-access",
]

/** Whom the tampers that need the pool's public key are tried on. */
export const tamperedWithKey = [
  "tokens.forged/update-attributes",
  "tokens.operations/associate-software-token",
  "tokens.operations/attribute-code",
  "tokens.operations/delete-user-attributes",
  "tokens.operations/list-devices",
  "tokens.operations/set-user-mfa-preference",
  "tokens.operations/user-auth-factors",
  "tokens.operations/verify-attribute",
  "tokens.operations/verify-software-token",
]
