import type {
  AdminCreateUserRequest,
  SignUpRequest,
  SignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { UserPool } from "../../userpool/user-pool.ts"
import type { Fault } from "../fault.ts"
import { named, withMembers, wrap } from "../wrap.ts"

export const ownPolicyLaxer: Fault = {
  name: "own-policy-laxer",
  says: "A policy of a pool's own is not applied by SignUp and AdminCreateUser.",
  breaks: ["idp.password-policy/rejects"],
  apply({ idp }) {
    for (const name of ["AdminCreateUser", "AdminSetUserPassword"]) {
      wrap<AdminCreateUserRequest, object>(idp, name, (call, input, context) =>
        judge(poolOf(context, input.UserPoolId), call),
      )
    }
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) =>
      judge(named(context, input).pool, call),
    )

    function judge(pool: UserPool, call: () => Promise<object>): Promise<object> {
      const own = pool.settings.Policies!.PasswordPolicy!
      const isDefault =
        own.MinimumLength === 8 &&
        own.RequireUppercase &&
        own.RequireLowercase &&
        own.RequireNumbers &&
        own.RequireSymbols
      if (isDefault) return call()
      const PasswordPolicy = {
        MinimumLength: 6,
        TemporaryPasswordValidityDays: own.TemporaryPasswordValidityDays!,
      }
      return withMembers(pool.settings, { Policies: { ...pool.settings.Policies, PasswordPolicy } }, call)
    }
  },
}
