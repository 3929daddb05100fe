import type { AdminGetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const disabledIsArchived: Fault = {
  name: "disabled-is-archived",
  says: "AdminGetUser shows a disabled user who has a given name as ARCHIVED.",
  breaks: ["idp.disable-user/status-kept"],
  apply({ idp }) {
    changeAnswer<AdminGetUserResponse>(idp, "AdminGetUser", (answer) =>
      answer.Enabled || !answer.UserAttributes?.some(({ Name }) => Name === "given_name")
        ? answer
        : { ...answer, UserStatus: "ARCHIVED" },
    )
  },
}
