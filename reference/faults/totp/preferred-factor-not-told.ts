import type { GetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const preferredFactorNotTold: Fault = {
  name: "preferred-factor-not-told",
  says: "GetUser does not tell the preferred factor.",
  breaks: ["idp.totp/settings-listed"],
  apply({ idp }) {
    changeAnswer<GetUserResponse>(idp, "GetUser", ({ PreferredMfaSetting, ...answer }) => answer)
  },
}
