import type {
  DeleteUserPoolRequest,
  DescribeUserPoolRequest,
  DescribeUserPoolResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal, wrap } from "../wrap.ts"

export const unknownPoolIsInvalid: Fault = {
  name: "unknown-pool-is-invalid",
  says: "DescribeUserPool refuses an id that was never a pool's as an invalid parameter.",
  breaks: ["idp.describe-user-pool/unknown-pool"],
  apply({ idp }) {
    const deleted = new Set<string>()
    wrap<DeleteUserPoolRequest, void>(idp, "DeleteUserPool", (call, { UserPoolId }) => {
      deleted.add(UserPoolId)
      return call()
    })
    onRefusal<DescribeUserPoolRequest, DescribeUserPoolResponse>(
      idp,
      "DescribeUserPool",
      "ResourceNotFoundException",
      ({ UserPoolId }, _context, call) =>
        deleted.has(UserPoolId) ? call() : invalidParameter("Invalid user pool id."),
    )
  },
}
