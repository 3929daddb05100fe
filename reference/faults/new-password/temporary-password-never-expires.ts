import type {
  AdminCreateUserRequest,
  AdminCreateUserResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const temporaryPasswordNeverExpires: Fault = {
  name: "temporary-password-never-expires",
  says: "TemporaryPasswordValidityDays does not count.",
  breaks: ["idp.new-password/temporary-password-expires"],
  apply({ idp }) {
    changeAnswer<AdminCreateUserResponse, AdminCreateUserRequest>(
      idp,
      "AdminCreateUser",
      (answer, { UserPoolId }, context) => {
        userOf(poolOf(context, UserPoolId), answer.User!.Username!).temporaryPasswordExpires = undefined
        return answer
      },
    )
  },
}
