import type { DeleteUserPoolRequest } from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const deletionProtectionIgnored: Fault = {
  name: "deletion-protection-ignored",
  says: "A pool with DeletionProtection is deleted all the same.",
  breaks: ["idp.describe-user-pool/deletion-protection"],
  apply({ idp }) {
    wrap<DeleteUserPoolRequest, void>(idp, "DeleteUserPool", (call, { UserPoolId }, context) =>
      withMembers(poolOf(context, UserPoolId).settings, { DeletionProtection: "INACTIVE" }, call),
    )
  },
}
