import type { IdentityPool } from "@aws-sdk/client-cognito-identity"
import { poolOf as identityPoolOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const updateMerges: Fault = {
  name: "update-merges",
  says: "UpdateIdentityPool keeps what it is not given.",
  breaks: ["identity.pool/update-replaces"],
  apply({ identity }) {
    wrap<IdentityPool, IdentityPool>(identity, "UpdateIdentityPool", (call, input, context) =>
      call({ ...identityPoolOf(context, input.IdentityPoolId).settings, ...input }),
    )
  },
}
