import type { CreateUserPoolRequest, CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const policyLengthClamped: Fault = {
  name: "policy-length-clamped",
  says: "A MinimumLength out of range is taken for the nearest that is in it.",
  breaks: ["idp.create-user-pool/policy-length"],
  apply({ policies, idp }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      path !== "policies.passwordPolicy.minimumLength" && insistsOnConstraint(operation, path)
    wrap<CreateUserPoolRequest, CreateUserPoolResponse>(idp, "CreateUserPool", (call, input) => {
      const policy = input.Policies?.PasswordPolicy
      if (policy?.MinimumLength === undefined) return call()
      const PasswordPolicy = { ...policy, MinimumLength: Math.min(99, Math.max(6, policy.MinimumLength)) }
      return call({ ...input, Policies: { ...input.Policies, PasswordPolicy } })
    })
  },
}
