import type { DeleteIdentityPoolInput } from "@aws-sdk/client-cognito-identity"
import { poolOf as identityPoolOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const deletedIdentityPoolStays: Fault = {
  name: "deleted-identity-pool-stays",
  says: "DeleteIdentityPool answers well and deletes nothing.",
  breaks: ["identity.pool/deleted"],
  apply({ identity }) {
    wrap<DeleteIdentityPoolInput, void>(
      identity,
      "DeleteIdentityPool",
      (_call, { IdentityPoolId }, context) => {
        identityPoolOf(context, IdentityPoolId)
      },
    )
  },
}
