import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const missingUsernameIsWrong: Fault = {
  name: "missing-username-is-wrong",
  says: "Without USERNAME the sign-in is as wrong as with a wrong one.",
  breaks: ["idp.sign-in-password/missing-username"],
  apply({ idp }) {
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "InvalidParameterException",
      ({ AuthFlow, AuthParameters }, _context, call) =>
        AuthFlow === "USER_PASSWORD_AUTH" && AuthParameters?.USERNAME === undefined
          ? notAuthorized("Incorrect username or password.")
          : call(),
    )
  },
}
