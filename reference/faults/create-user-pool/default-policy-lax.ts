import type {
  CreateUserPoolRequest,
  CreateUserPoolResponse,
  DescribeUserPoolResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Given } from "../../operation.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer, wrap } from "../wrap.ts"

export const defaultPolicyLax: Fault = {
  name: "default-policy-lax",
  says: "A pool that was given no password policy reports one that asks for no symbols.",
  breaks: ["idp.create-user-pool/default-policy"],
  apply({ idp }) {
    const isDefault = new Set<string>()
    wrap<CreateUserPoolRequest, CreateUserPoolResponse>(idp, "CreateUserPool", async (call, input) => {
      const answer = await call()
      if (!input.Policies) isDefault.add(answer.UserPool!.Id!)
      return lax(answer)
    })
    changeAnswer<DescribeUserPoolResponse>(idp, "DescribeUserPool", lax)

    function lax(answer: Given<DescribeUserPoolResponse>): Given<DescribeUserPoolResponse> {
      const { UserPool } = answer
      if (!isDefault.has(UserPool!.Id!)) return answer
      const PasswordPolicy = { ...UserPool!.Policies!.PasswordPolicy!, RequireSymbols: false }
      return { UserPool: { ...UserPool!, Policies: { ...UserPool!.Policies!, PasswordPolicy } } }
    }
  },
}
