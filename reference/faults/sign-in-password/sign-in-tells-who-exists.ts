import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const signInTellsWhoExists: Fault = {
  name: "sign-in-tells-who-exists",
  says: "InitiateAuth tells that a user does not exist, whatever the client says.",
  breaks: ["idp.sign-in-password/unknown-user-hidden", "idp.sign-in-password/hidden-same-answer"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const { USERNAME, PASSWORD } = input.AuthParameters ?? {}
      return USERNAME === undefined || PASSWORD === undefined || attemptOf(context, input)
        ? call()
        : fail("UserNotFoundException", "User does not exist.")
    })
  },
}
