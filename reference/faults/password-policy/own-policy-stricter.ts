import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const ownPolicyStricter: Fault = {
  name: "own-policy-stricter",
  says: "SignUp refuses a password of lower-case letters only, where the pool's policy asks for no more.",
  breaks: ["idp.password-policy/accepts"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, { Password = "" }) =>
      /^[a-z]{6,}$/.test(Password)
        ? fail(
            "InvalidPasswordException",
            "Password did not conform with policy: Password must have uppercase characters",
          )
        : call(),
    )
  },
}
