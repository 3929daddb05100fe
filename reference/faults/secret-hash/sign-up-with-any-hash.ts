import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { rightSecretHash } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const signUpWithAnyHash: Fault = {
  name: "sign-up-with-any-hash",
  says: "SignUp asks for a SecretHash and does not check it.",
  breaks: ["idp.secret-hash/sign-up-wrong"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) => {
      const SecretHash = input.SecretHash && rightSecretHash(context, input.ClientId, input.Username)
      return call({ ...input, ...(SecretHash && { SecretHash }) })
    })
  },
}
