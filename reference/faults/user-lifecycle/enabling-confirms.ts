import type {
  AdminEnableUserRequest,
  AdminEnableUserResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const enablingConfirms: Fault = {
  name: "enabling-confirms",
  says: "AdminEnableUser confirms a user who was not.",
  breaks: ["idp.user-lifecycle/status"],
  apply({ idp }) {
    changeAnswer<AdminEnableUserResponse, AdminEnableUserRequest>(
      idp,
      "AdminEnableUser",
      (answer, { UserPoolId, Username }, context) => {
        const user = userOf(poolOf(context, UserPoolId), Username)
        if (user.status === "UNCONFIRMED") user.status = "CONFIRMED"
        return answer
      },
    )
  },
}
