import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const adminFlowForEverybody: Fault = {
  name: "admin-flow-for-everybody",
  says: "InitiateAuth does what AdminInitiateAuth does with ADMIN_USER_PASSWORD_AUTH.",
  breaks: ["idp.sign-in-password/admin-flow-refused"],
  apply({ idp }) {
    const adminInitiateAuth = idp.AdminInitiateAuth!
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      if (input.AuthFlow !== "ADMIN_USER_PASSWORD_AUTH") return call()
      const UserPoolId = clientOf(context, input.ClientId).pool.id
      return adminInitiateAuth({ ...input, UserPoolId } as never, context)
    })
  },
}
