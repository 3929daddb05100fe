import type {
  AdminCreateUserRequest,
  SignUpRequest,
  SignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { UserPool } from "../../userpool/user-pool.ts"
import type { Fault } from "../fault.ts"
import { named, withMembers, wrap } from "../wrap.ts"

export const ownPolicyStricter: Fault = {
  name: "own-policy-stricter",
  says: "SignUp and AdminCreateUser apply the default password policy to every pool.",
  breaks: ["idp.password-policy/accepts"],
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
      const strict = {
        MinimumLength: 8,
        RequireUppercase: true,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
      }
      const own = pool.settings.Policies!.PasswordPolicy!
      const PasswordPolicy = { ...own, ...strict, MinimumLength: Math.max(8, own.MinimumLength!) }
      return withMembers(pool.settings, { Policies: { ...pool.settings.Policies, PasswordPolicy } }, call)
    }
  },
}
