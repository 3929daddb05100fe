import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const signUpRefusesSequences: Fault = {
  name: "sign-up-refuses-sequences",
  says: "Where the default policy holds, SignUp refuses letters in the order of the alphabet.",
  breaks: ["idp.sign-up/password-boundary"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) => {
      const policy = named(context, input).pool.settings.Policies!.PasswordPolicy!
      const isDefault = policy.MinimumLength === 8 && policy.RequireSymbols
      return isDefault && /abcd|bcde|cdef/i.test(input.Password ?? "")
        ? fail(
            "InvalidPasswordException",
            "Password did not conform with policy: Password must not have sequences",
          )
        : call()
    })
  },
}
