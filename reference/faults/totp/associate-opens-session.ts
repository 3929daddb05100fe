import type { AssociateSoftwareTokenResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const associateOpensSession: Fault = {
  name: "associate-opens-session",
  says: "AssociateSoftwareToken with an access token answers a Session.",
  breaks: ["idp.totp/secret"],
  apply({ idp }) {
    changeAnswer<AssociateSoftwareTokenResponse>(idp, "AssociateSoftwareToken", (answer) => ({
      Session: "AYABe".padEnd(64, "A"),
      ...answer,
    }))
  },
}
