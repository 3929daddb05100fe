import type { AdminGetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const datesAsText: Fault = {
  name: "dates-as-text",
  says: "AdminGetUser answers dates as ISO 8601 texts.",
  breaks: ["wire.timestamps/idp.AdminGetUser"],
  apply({ idp }) {
    changeAnswer<AdminGetUserResponse>(idp, "AdminGetUser", (answer) => ({
      ...answer,
      UserCreateDate: answer.UserCreateDate!.toISOString() as never,
      UserLastModifiedDate: answer.UserLastModifiedDate!.toISOString() as never,
    }))
  },
}
