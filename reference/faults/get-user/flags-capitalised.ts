import type { GetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const flagsCapitalised: Fault = {
  name: "flags-capitalised",
  says: "GetUser writes flags as `True` and `False`.",
  breaks: [
    "idp.get-user/flags-as-strings",
    "idp.user-attributes/code-on-request",
    "idp.user-attributes/new-address-unverified",
    "idp.user-attributes/new-address-code",
  ],
  apply({ idp }) {
    changeAnswer<GetUserResponse>(idp, "GetUser", (answer) => ({
      ...answer,
      UserAttributes: answer.UserAttributes.map(({ Name, Value }) =>
        Name.endsWith("_verified")
          ? { Name, Value: Value === "true" ? "True" : "False" }
          : { Name, Value: Value! },
      ),
    }))
  },
}
