import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { rightSecretHash } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const signUpWithoutHash: Fault = {
  name: "sign-up-without-hash",
  says: "SignUp checks a SecretHash only if there is one.",
  breaks: ["idp.secret-hash/sign-up-missing"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) => {
      const SecretHash = input.SecretHash ?? rightSecretHash(context, input.ClientId, input.Username)
      return call({ ...input, ...(SecretHash && { SecretHash }) })
    })
  },
}
