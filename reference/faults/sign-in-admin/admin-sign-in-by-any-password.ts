import type {
  AdminInitiateAuthRequest,
  AdminInitiateAuthResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const adminSignInByAnyPassword: Fault = {
  name: "admin-sign-in-by-any-password",
  says: "AdminInitiateAuth takes every password for right.",
  breaks: ["idp.sign-in-admin/wrong-password"],
  apply({ idp }) {
    onRefusal<AdminInitiateAuthRequest, AdminInitiateAuthResponse>(
      idp,
      "AdminInitiateAuth",
      "NotAuthorizedException",
      (input, context) => complete(attemptOf(context, input)!),
    )
  },
}
