import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const legacyRefreshUnknown: Fault = {
  name: "legacy-refresh-unknown",
  says: "The flow REFRESH_TOKEN is not known by this name.",
  breaks: ["idp.refresh/legacy-flow-name"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, { AuthFlow }) =>
      AuthFlow === "REFRESH_TOKEN" ? invalidParameter("Initiate Auth method not supported.") : call(),
    )
  },
}
