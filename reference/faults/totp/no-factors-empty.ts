import type { AdminGetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const noFactorsEmpty: Fault = {
  name: "no-factors-empty",
  says: "Without factors, UserMFASettingList is an empty list.",
  breaks: ["idp.totp/settings-absent"],
  apply({ idp }) {
    changeAnswer<AdminGetUserResponse>(idp, "AdminGetUser", (answer) => ({
      UserMFASettingList: [],
      ...answer,
    }))
  },
}
