import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const signInHidesAlways: Fault = {
  name: "sign-in-hides-always",
  says: "InitiateAuth hides who exists, whatever the client says.",
  breaks: [
    "idp.sign-in-password/unknown-user-legacy",
    "idp.user-lifecycle/sign-in",
    "idp.delete-user/cannot-sign-in",
  ],
  apply({ idp }) {
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "UserNotFoundException",
      ({ AuthParameters }, _context, call) =>
        AuthParameters?.PASSWORD === undefined ? call() : notAuthorized("Incorrect username or password."),
    )
  },
}
