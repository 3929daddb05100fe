import type { GetIdInput, GetIdResponse } from "@aws-sdk/client-cognito-identity"
import { readJwt } from "../../crypto/jws.ts"
import { loginKey } from "../../identity/linking.ts"
import { poolOf as identityPoolOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const identityOfOneToken: Fault = {
  name: "identity-of-one-token",
  says: "Another ID token of the same user gets another identity.",
  breaks: ["identity.get-id/login-same"],
  apply({ identity }) {
    const first = new Map<unknown, unknown>()
    wrap<GetIdInput, GetIdResponse>(identity, "GetId", (call, { IdentityPoolId, Logins = {} }, context) => {
      const { owners } = identityPoolOf(context, IdentityPoolId)
      for (const [provider, token] of Object.entries(Logins)) {
        const { sub, jti } = readJwt(token)?.payload ?? {}
        if ((first.get(sub) ?? jti) !== jti) owners.delete(loginKey(provider, String(sub)))
        first.set(sub, jti)
      }
      return call()
    })
  },
}
