import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, withMembers, wrap } from "../wrap.ts"

export const signUpWithoutSymbols: Fault = {
  name: "sign-up-without-symbols",
  says: "SignUp does not ask for symbols where the default policy does.",
  breaks: ["idp.sign-up/password-policy"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) => {
      const { pool } = named(context, input)
      const policy = pool.settings.Policies!.PasswordPolicy!
      const isDefault = policy.MinimumLength === 8 && policy.RequireUppercase && policy.RequireNumbers
      return isDefault ? withMembers(policy, { RequireSymbols: false }, call) : call()
    })
  },
}
