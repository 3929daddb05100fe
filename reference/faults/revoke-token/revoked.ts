/** What turns red when access tokens outlive RevokeToken. */
export const outliveRevocation = [
  "idp.revoke-token/access-token-revoked",
  "idp.revoke-token/refresh-race-settles",
  "idp.revoke-token/refreshed-access-token-revoked",
  "idp.revoke-token/rotated",
  "tokens.revoked/associate-software-token",
  "tokens.revoked/attribute-code",
  "tokens.revoked/change-password",
  "tokens.revoked/delete-user",
  "tokens.revoked/delete-user-attributes",
  "tokens.revoked/set-user-mfa-preference",
  "tokens.revoked/update-user-attributes",
  "tokens.revoked/user-auth-factors",
]
