import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { rightSecretHash } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const signInWithAnyHash: Fault = {
  name: "sign-in-with-any-hash",
  says: "InitiateAuth asks for a SECRET_HASH and does not check it.",
  breaks: ["idp.secret-hash/sign-in-wrong"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const { USERNAME, SECRET_HASH } = input.AuthParameters ?? {}
      const right = SECRET_HASH && USERNAME && rightSecretHash(context, input.ClientId, USERNAME)
      return call({
        ...input,
        AuthParameters: { ...input.AuthParameters, ...(right && { SECRET_HASH: right }) },
      })
    })
  },
}
