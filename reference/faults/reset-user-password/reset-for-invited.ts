import type {
  AdminResetUserPasswordRequest,
  AdminResetUserPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const resetForInvited: Fault = {
  name: "reset-for-invited",
  says: "AdminResetUserPassword resets a user who has a temporary password.",
  breaks: ["idp.reset-user-password/invited-user", "idp.user-lifecycle/refusals"],
  apply({ idp }) {
    wrap<AdminResetUserPasswordRequest, AdminResetUserPasswordResponse>(
      idp,
      "AdminResetUserPassword",
      (call, input, context) => {
        const user = userOf(poolOf(context, input.UserPoolId), input.Username)
        return user.status === "FORCE_CHANGE_PASSWORD" ? {} : call()
      },
    )
  },
}
