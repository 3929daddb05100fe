import type { AdminGetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const memberOfItsOwn: Fault = {
  name: "member-of-its-own",
  says: "AdminGetUser answers a member that the model does not know.",
  breaks: ["wire.unknown-members/idp.AdminGetUser"],
  apply({ idp }) {
    changeAnswer<AdminGetUserResponse>(idp, "AdminGetUser", (answer) => ({
      ...answer,
      UserSub: answer.Username,
    }))
  },
}
