import type {
  AdminGetUserResponse,
  AdminSetUserPasswordRequest,
  AdminSetUserPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const permanentPasswordToldLate: Fault = {
  name: "permanent-password-told-late",
  says: "AdminGetUser goes on to tell FORCE_CHANGE_PASSWORD of a user whose password an administrator made permanent.",
  breaks: [
    "idp.new-password/admin-set-password",
    "idp.user-lifecycle/status",
    "idp.disable-user/status-kept",
    "idp.reset-user-password/code-works",
  ],
  apply({ idp }) {
    const stale = new Set<string>()
    changeAnswer<AdminSetUserPasswordResponse, AdminSetUserPasswordRequest>(
      idp,
      "AdminSetUserPassword",
      (answer, { UserPoolId, Username, Permanent }, context) => {
        const { sub } = userOf(poolOf(context, UserPoolId), Username)
        if (Permanent) stale.add(sub)
        return answer
      },
    )
    changeAnswer<AdminGetUserResponse>(idp, "AdminGetUser", (answer) => {
      const sub = answer.UserAttributes?.find(({ Name }) => Name === "sub")?.Value
      if (answer.UserStatus !== "CONFIRMED" || !stale.has(sub!)) return answer
      return { ...answer, UserStatus: "FORCE_CHANGE_PASSWORD" }
    })
  },
}
