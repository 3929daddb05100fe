import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, withMembers, wrap } from "../wrap.ts"

export const signUpLengthOffByOne: Fault = {
  name: "sign-up-length-off-by-one",
  says: "SignUp wants a password longer than MinimumLength.",
  breaks: ["idp.sign-up/password-boundary"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) => {
      const policy = named(context, input).pool.settings.Policies!.PasswordPolicy!
      return withMembers(policy, { MinimumLength: policy.MinimumLength! + 1 }, call)
    })
  },
}
