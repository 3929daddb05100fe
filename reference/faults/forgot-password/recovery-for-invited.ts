import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import { hidesUsers } from "../../userpool/client-settings.ts"
import type { Fault } from "../fault.ts"
import { named, withMembers, wrap } from "../wrap.ts"

export const recoveryForInvited: Fault = {
  name: "recovery-for-invited",
  says: "ForgotPassword sends a code to a user who has a temporary password.",
  breaks: ["idp.forgot-password/invited-user"],
  apply({ idp }) {
    wrap<ForgotPasswordRequest, ForgotPasswordResponse>(idp, "ForgotPassword", (call, input, context) => {
      const { client, user } = named(context, input)
      if (hidesUsers(client) || user?.status !== "FORCE_CHANGE_PASSWORD") return call()
      return withMembers(user, { status: "CONFIRMED" }, call)
    })
  },
}
