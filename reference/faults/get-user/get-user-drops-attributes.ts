import type { GetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const getUserDropsAttributes: Fault = {
  name: "get-user-drops-attributes",
  says: "GetUser leaves out the given name.",
  breaks: ["idp.get-user/attributes"],
  apply({ idp }) {
    changeAnswer<GetUserResponse>(idp, "GetUser", (answer) => ({
      ...answer,
      UserAttributes: answer.UserAttributes.filter(({ Name }) => Name !== "given_name"),
    }))
  },
}
