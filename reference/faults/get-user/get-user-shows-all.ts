import type { GetUserRequest, GetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const getUserShowsAll: Fault = {
  name: "get-user-shows-all",
  says: "GetUser shows every attribute, whatever the client may read.",
  breaks: ["idp.get-user/read-permission"],
  apply({ idp }) {
    changeAnswer<GetUserResponse, GetUserRequest>(idp, "GetUser", (answer, input, context) => {
      const { user } = bearerOf(context, input.AccessToken)
      return { ...answer, UserAttributes: [...user.attributes].map(([Name, Value]) => ({ Name, Value })) }
    })
  },
}
