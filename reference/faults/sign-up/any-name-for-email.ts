import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import { isEmail } from "../../userpool/attributes.ts"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const anyNameForEmail: Fault = {
  name: "any-name-for-email",
  says: "In a pool with UsernameAttributes email, a user name that is no address is made one.",
  breaks: ["idp.sign-up/email-as-username-format"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) => {
      const { UsernameAttributes } = named(context, input).pool.settings
      const isFit = !UsernameAttributes || isEmail(input.Username)
      return call(
        isFit ? input : { ...input, Username: `${input.Username.replace(/[@\s]/g, "")}@example.com` },
      )
    })
  },
}
