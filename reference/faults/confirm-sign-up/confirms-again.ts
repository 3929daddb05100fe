import type { ConfirmSignUpRequest, ConfirmSignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, onRefusal } from "../wrap.ts"

export const confirmsAgain: Fault = {
  name: "confirms-again",
  says: "Confirming a confirmed user succeeds once more.",
  breaks: ["idp.confirm-sign-up/already-confirmed", "idp.confirm-sign-up/once"],
  apply({ idp }) {
    onRefusal<ConfirmSignUpRequest, ConfirmSignUpResponse>(
      idp,
      "ConfirmSignUp",
      "NotAuthorizedException",
      (input, context, call) => (named(context, input).user?.status === "CONFIRMED" ? {} : call()),
    )
  },
}
