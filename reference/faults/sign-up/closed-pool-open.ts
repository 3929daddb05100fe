import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, withMembers, wrap } from "../wrap.ts"

export const closedPoolOpen: Fault = {
  name: "closed-pool-open",
  says: "Users sign up to a pool that only administrators may add users to.",
  breaks: ["idp.sign-up/closed-pool"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) =>
      withMembers(named(context, input).pool.settings, { AdminCreateUserConfig: {} }, call),
    )
  },
}
