import type { AdminGetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const unconfirmedIsDisabled: Fault = {
  name: "unconfirmed-is-disabled",
  says: "AdminGetUser shows a user who has not confirmed as disabled.",
  breaks: ["idp.sign-up/status-unconfirmed"],
  apply({ idp }) {
    changeAnswer<AdminGetUserResponse>(idp, "AdminGetUser", (answer) => ({
      ...answer,
      Enabled: answer.UserStatus !== "UNCONFIRMED",
    }))
  },
}
