import type { AdminCreateUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const createdUserSaysConfirmed: Fault = {
  name: "created-user-says-confirmed",
  says: "AdminCreateUser answers that the user is CONFIRMED.",
  breaks: ["idp.new-password/created-status", "idp.user-lifecycle/status"],
  apply({ idp }) {
    changeAnswer<AdminCreateUserResponse>(idp, "AdminCreateUser", (answer) => ({
      ...answer,
      User: { ...answer.User!, UserStatus: "CONFIRMED" },
    }))
  },
}
