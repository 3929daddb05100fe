import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const srpHidesAlways: Fault = {
  name: "srp-hides-always",
  says: "USER_SRP_AUTH hides who exists, whatever the client says.",
  breaks: ["idp.sign-in-srp/unknown-user-legacy"],
  apply({ idp }) {
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "UserNotFoundException",
      ({ AuthFlow }, _context, call) =>
        AuthFlow === "USER_SRP_AUTH" ? notAuthorized("Incorrect username or password.") : call(),
    )
  },
}
