import type { CreateUserPoolRequest, CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const liteTierCustomises: Fault = {
  name: "lite-tier-customises",
  says: "A pool of the tier LITE takes a PreTokenGeneration function of every version.",
  breaks: ["triggers.pre-token-generation-v2/tier"],
  apply({ idp }) {
    for (const operation of ["CreateUserPool", "UpdateUserPool"])
      onRefusal<CreateUserPoolRequest, CreateUserPoolResponse>(
        idp,
        operation,
        "FeatureUnavailableInTierException",
        (input, _context, call) => call({ ...input, UserPoolTier: "ESSENTIALS" }),
      )
  },
}
