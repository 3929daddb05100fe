import type { GetIdInput, GetIdResponse } from "@aws-sdk/client-cognito-identity"
import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const signOutEndsLogins: Fault = {
  name: "sign-out-ends-logins",
  says: "GetId refuses the ID tokens of a user who signed out, whatever the pool asks for.",
  breaks: ["idp.sign-out/id-token-lives"],
  apply({ identity }) {
    wrap<GetIdInput, GetIdResponse>(identity, "GetId", (call, { Logins }, context) => {
      for (const token of Object.values(Logins ?? {})) {
        const verdict = context.verifyIdToken(token, { serverSide: true })
        if ("refused" in verdict && verdict.refused === "revoked") notAuthorized("Token is revoked.")
      }
      return call()
    })
  },
}
