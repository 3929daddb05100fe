import type { GetIdInput, GetIdResponse } from "@aws-sdk/client-cognito-identity"
import { readJwt } from "../../crypto/jws.ts"
import { poolOf as identityPoolOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const issuerNotCompared: Fault = {
  name: "issuer-not-compared",
  says: "A login's token may be of another user pool than its key.",
  breaks: ["identity.get-id/issuer-mismatch"],
  apply({ identity }) {
    wrap<GetIdInput, GetIdResponse>(identity, "GetId", (call, input, context) => {
      const pool = identityPoolOf(context, input.IdentityPoolId)
      const [key, token = ""] = Object.entries(input.Logins ?? {})[0] ?? []
      const { iss, aud } = readJwt(token)?.payload ?? {}
      const ProviderName = String(iss).replace("https://", "")
      if (iss === undefined || ProviderName === key) return call()
      const CognitoIdentityProviders = [{ ProviderName, ClientId: String(aud) }]
      const settings = { ...pool.settings, CognitoIdentityProviders }
      return withMembers(pool, { settings }, () => call({ ...input, Logins: { [ProviderName]: token } }))
    })
  },
}
