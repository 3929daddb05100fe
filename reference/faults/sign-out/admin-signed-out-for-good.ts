import type {
  AdminUserGlobalSignOutRequest,
  AdminUserGlobalSignOutResponse,
  InitiateAuthResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const adminSignedOutForGood: Fault = {
  name: "admin-signed-out-for-good",
  says: "Once signed out by an administrator, a user gets only tokens that are revoked at birth.",
  breaks: ["idp.sign-out/admin-sign-in-again"],
  apply({ idp }) {
    const signedOut = new WeakSet<User>()
    changeAnswer<AdminUserGlobalSignOutResponse, AdminUserGlobalSignOutRequest>(
      idp,
      "AdminUserGlobalSignOut",
      (answer, { UserPoolId, Username }, context) => {
        signedOut.add(userOf(poolOf(context, UserPoolId), Username))
        return answer
      },
    )
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer, _input, context) => {
      const found = findRefreshToken(context, answer.AuthenticationResult?.RefreshToken)
      if (found) found.record.signIn.revoked = signedOut.has(found.record.signIn.user)
      return answer
    })
  },
}
