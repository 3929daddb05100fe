import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findSession } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const sessionNeverExpires: Fault = {
  name: "session-never-expires",
  says: "AuthSessionValidity does not count.",
  breaks: ["idp.session/expires"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer, _input, context) => {
      const found = findSession(context, answer.Session)
      if (found) found.record.expires = Number.POSITIVE_INFINITY
      return answer
    })
  },
}
