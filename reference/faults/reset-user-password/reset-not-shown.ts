import type { AdminGetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const resetNotShown: Fault = {
  name: "reset-not-shown",
  says: "AdminGetUser shows CONFIRMED for a user with a given name whose password was reset.",
  breaks: ["idp.reset-user-password/status"],
  apply({ idp }) {
    changeAnswer<AdminGetUserResponse>(idp, "AdminGetUser", (answer) => {
      const isNamed = answer.UserAttributes?.some(({ Name }) => Name === "given_name")
      return isNamed && answer.UserStatus === "RESET_REQUIRED"
        ? { ...answer, UserStatus: "CONFIRMED" }
        : answer
    })
  },
}
