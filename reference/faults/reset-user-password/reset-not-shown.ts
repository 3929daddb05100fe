import type { AdminGetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const resetNotShown: Fault = {
  name: "reset-not-shown",
  says: "AdminGetUser shows CONFIRMED for a user whose password was reset.",
  breaks: ["idp.reset-user-password/status"],
  apply({ idp }) {
    changeAnswer<AdminGetUserResponse>(idp, "AdminGetUser", (answer) =>
      answer.UserStatus === "RESET_REQUIRED" ? { ...answer, UserStatus: "CONFIRMED" } : answer,
    )
  },
}
