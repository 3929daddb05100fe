import type { UpdateUserPoolRequest, UpdateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const updatePoolResetsPolicies: Fault = {
  name: "update-pool-resets-policies",
  says: "UpdateUserPool returns Policies that it is not given to their default.",
  breaks: ["idp.describe-user-pool/update-keeps-policies"],
  apply({ idp }) {
    wrap<UpdateUserPoolRequest, UpdateUserPoolResponse>(idp, "UpdateUserPool", (call, input, context) => {
      const pool = poolOf(context, input.UserPoolId)
      if (!input.Policies) pool.settings = { ...pool.settings, Policies: {} }
      return call()
    })
  },
}
