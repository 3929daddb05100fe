import type { SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const signUpSubDiffers: Fault = {
  name: "sign-up-sub-differs",
  says: "The UserSub that SignUp answers is not the user's sub.",
  breaks: ["idp.sign-up/stores-attributes"],
  apply({ idp }) {
    changeAnswer<SignUpResponse>(idp, "SignUp", (answer) => ({
      ...answer,
      UserSub: answer.UserSub.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
    }))
  },
}
