import type { VerifySoftwareTokenResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const verifiedSaysError: Fault = {
  name: "verified-says-error",
  says: "VerifySoftwareToken takes the code and answers Status ERROR.",
  breaks: ["idp.totp/verifies", "idp.totp/required-setup-completes"],
  apply({ idp }) {
    changeAnswer<VerifySoftwareTokenResponse>(idp, "VerifySoftwareToken", (answer) => ({
      ...answer,
      Status: "ERROR",
    }))
  },
}
