import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import { hidesUsers } from "../../userpool/client-settings.ts"
import type { Fault } from "../fault.ts"
import { named, withMembers, wrap } from "../wrap.ts"

export const recoveryForDisabled: Fault = {
  name: "recovery-for-disabled",
  says: "ForgotPassword sends a code to a disabled user.",
  breaks: ["idp.forgot-password/disabled-user"],
  apply({ idp }) {
    wrap<ForgotPasswordRequest, ForgotPasswordResponse>(idp, "ForgotPassword", (call, input, context) => {
      const { client, user } = named(context, input)
      return user && !hidesUsers(client) ? withMembers(user, { enabled: true }, call) : call()
    })
  },
}
