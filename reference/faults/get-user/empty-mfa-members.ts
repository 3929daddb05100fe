import type { GetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const emptyMfaMembers: Fault = {
  name: "empty-mfa-members",
  says: "GetUser of a user without MFA answers an empty UserMFASettingList.",
  breaks: ["idp.get-user/no-empty-mfa-members"],
  apply({ idp }) {
    changeAnswer<GetUserResponse>(idp, "GetUser", (answer) => ({ UserMFASettingList: [], ...answer }))
  },
}
