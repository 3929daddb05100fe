import type { GetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const getUserNamesSub: Fault = {
  name: "get-user-names-sub",
  says: "GetUser answers the sub as Username.",
  breaks: ["idp.get-user/attributes"],
  apply({ idp }) {
    changeAnswer<GetUserResponse>(idp, "GetUser", (answer) => ({
      ...answer,
      Username: answer.UserAttributes[0]!.Value!,
    }))
  },
}
