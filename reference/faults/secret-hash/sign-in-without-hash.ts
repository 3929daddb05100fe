import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { rightSecretHash } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const signInWithoutHash: Fault = {
  name: "sign-in-without-hash",
  says: "InitiateAuth checks a SECRET_HASH only if there is one.",
  breaks: ["idp.secret-hash/sign-in-missing"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const right = rightSecretHash(context, input.ClientId, input.AuthParameters?.USERNAME ?? "")
      return call({
        ...input,
        AuthParameters: { ...(right && { SECRET_HASH: right }), ...input.AuthParameters },
      })
    })
  },
}
