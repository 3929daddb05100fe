import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const srpBInCapitals: Fault = {
  name: "srp-b-in-capitals",
  says: "SRP_B is hexadecimal in capitals.",
  breaks: ["idp.sign-in-srp/parameter-encoding"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer) => {
      const { SRP_B, ...others } = answer.ChallengeParameters ?? {}
      return SRP_B ? { ...answer, ChallengeParameters: { ...others, SRP_B: SRP_B.toUpperCase() } } : answer
    })
  },
}
