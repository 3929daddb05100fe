import type { SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const noCodeButDetails: Fault = {
  name: "no-code-but-details",
  says: "SignUp answers empty CodeDeliveryDetails when no code was sent.",
  breaks: ["idp.sign-up/no-code-without-address"],
  apply({ idp }) {
    changeAnswer<SignUpResponse>(idp, "SignUp", (answer) =>
      answer.UserConfirmed ? answer : { CodeDeliveryDetails: {}, ...answer },
    )
  },
}
