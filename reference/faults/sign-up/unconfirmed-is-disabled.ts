import type { AdminGetUserRequest, AdminGetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const unconfirmedIsDisabled: Fault = {
  name: "unconfirmed-is-disabled",
  says: "AdminGetUser shows a user as disabled to whom a sign-up code was sent.",
  breaks: ["idp.sign-up/status-unconfirmed"],
  apply({ idp }) {
    changeAnswer<AdminGetUserResponse, AdminGetUserRequest>(idp, "AdminGetUser", (answer, input, context) => {
      const { status, codes } = userOf(poolOf(context, input.UserPoolId), input.Username)
      return status === "UNCONFIRMED" && codes.has("sign-up") ? { ...answer, Enabled: false } : answer
    })
  },
}
