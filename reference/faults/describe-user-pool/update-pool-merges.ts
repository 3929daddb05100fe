import type { UpdateUserPoolRequest, UpdateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const updatePoolMerges: Fault = {
  name: "update-pool-merges",
  says: "UpdateUserPool keeps AutoVerifiedAttributes that it is not given.",
  breaks: ["idp.describe-user-pool/update-resets"],
  apply({ idp }) {
    wrap<UpdateUserPoolRequest, UpdateUserPoolResponse>(idp, "UpdateUserPool", (call, input, context) => {
      const { AutoVerifiedAttributes } = poolOf(context, input.UserPoolId).settings
      return call({ ...(AutoVerifiedAttributes && { AutoVerifiedAttributes }), ...input })
    })
  },
}
