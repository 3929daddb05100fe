import type {
  ChangePasswordRequest,
  ChangePasswordResponse,
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
  InitiateAuthRequest,
  InitiateAuthResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { named, onRefusal, wrap } from "../wrap.ts"

export const oldPasswordsLiveOn: Fault = {
  name: "old-passwords-live-on",
  says: "A password that was changed or recovered from still signs in beside the new one.",
  breaks: ["idp.change-password/old-password-ends", "idp.forgot-password/old-password-ends"],
  apply({ idp }) {
    const former = new WeakMap<User, User["password"]>()
    wrap<ChangePasswordRequest, ChangePasswordResponse>(
      idp,
      "ChangePassword",
      (call, { AccessToken }, context) => {
        const { user } = bearerOf(context, AccessToken)
        former.set(user, user.password)
        return call()
      },
    )
    wrap<ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse>(
      idp,
      "ConfirmForgotPassword",
      (call, input, context) => {
        const { user } = named(context, input)
        if (user) former.set(user, user.password)
        return call()
      },
    )
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "NotAuthorizedException",
      async (input, context, call) => {
        const { user } = named(context, {
          ClientId: input.ClientId,
          Username: input.AuthParameters?.USERNAME ?? "",
        })
        if (!user || !former.has(user)) return call()
        const { password } = user
        user.password = former.get(user)
        return call().finally(() => {
          user.password = password
        })
      },
    )
  },
}
