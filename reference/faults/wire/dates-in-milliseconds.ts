import type { AdminCreateUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const datesInMilliseconds: Fault = {
  name: "dates-in-milliseconds",
  says: "AdminCreateUser answers dates in milliseconds.",
  breaks: ["wire.timestamps/idp.AdminCreateUser"],
  apply({ idp }) {
    changeAnswer<AdminCreateUserResponse>(idp, "AdminCreateUser", (answer) => ({
      User: { ...answer.User, UserCreateDate: answer.User!.UserCreateDate!.getTime() as never },
    }))
  },
}
