import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const signUpVerifies: Fault = {
  name: "sign-up-verifies",
  says: "SignUp may set email_verified.",
  breaks: ["idp.sign-up/verified-flag-not-writable"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input) =>
      call({
        ...input,
        UserAttributes: (input.UserAttributes ?? []).filter(({ Name }) => Name !== "email_verified"),
      }),
    )
  },
}
