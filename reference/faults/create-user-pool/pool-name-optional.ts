import type { CreateUserPoolRequest, CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const poolNameOptional: Fault = {
  name: "pool-name-optional",
  says: "CreateUserPool makes up a name where none is given.",
  breaks: ["idp.create-user-pool/name-required"],
  apply({ policies, idp }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      !(operation === "CreateUserPool" && path === "poolName") && insistsOnConstraint(operation, path)
    wrap<CreateUserPoolRequest, CreateUserPoolResponse>(idp, "CreateUserPool", (call, input) => {
      const PoolName = input.PoolName ?? "pool"
      if (!/^[\w\s+=,.@-]{1,128}$/.test(PoolName)) invalidParameter("Invalid pool name.")
      return call({ ...input, PoolName })
    })
  },
}
