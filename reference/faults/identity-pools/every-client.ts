import { readJwt } from "../../crypto/jws.ts"
import type { IdentityPool } from "../../identity/state.ts"

type Settings = IdentityPool["settings"]

/** The settings of an identity pool that takes the tokens of these logins, whatever app client they are for. */
export function withEveryClient(settings: Settings, logins: Readonly<Record<string, string>>): Settings {
  const added = Object.entries(logins).map(([ProviderName, token]) => ({
    ProviderName,
    ClientId: String(readJwt(token)?.payload.aud),
  }))
  return { ...settings, CognitoIdentityProviders: [...(settings.CognitoIdentityProviders ?? []), ...added] }
}
