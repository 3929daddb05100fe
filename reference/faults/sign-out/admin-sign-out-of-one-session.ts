import type {
  AdminUserGlobalSignOutRequest,
  AdminUserGlobalSignOutResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const adminSignOutOfOneSession: Fault = {
  name: "admin-sign-out-of-one-session",
  says: "AdminUserGlobalSignOut ends only the newest session of the user.",
  breaks: ["idp.sign-out/admin-every-session"],
  apply({ idp }) {
    wrap<AdminUserGlobalSignOutRequest, AdminUserGlobalSignOutResponse>(
      idp,
      "AdminUserGlobalSignOut",
      (_call, { UserPoolId, Username }, context) => {
        const pool = poolOf(context, UserPoolId)
        const user = userOf(pool, Username)
        const newest = [...pool.signIns.values()].findLast((signIn) => signIn.user === user)
        if (newest) newest.revoked = true
        return {}
      },
    )
  },
}
