import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, withMembers, wrap } from "../wrap.ts"

export const aliasShapedAllowed: Fault = {
  name: "alias-shaped-allowed",
  says: "In a pool with the alias email, a user name may be an e-mail address.",
  breaks: ["idp.sign-up/alias-shaped-username"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) =>
      withMembers(named(context, input).pool.settings, { AliasAttributes: [] }, call),
    )
  },
}
