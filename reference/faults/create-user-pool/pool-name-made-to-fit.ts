import type { CreateUserPoolRequest, CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const poolNameMadeToFit: Fault = {
  name: "pool-name-made-to-fit",
  says: "CreateUserPool makes a name that breaks the model's rules fit.",
  breaks: ["idp.create-user-pool/name-constraints"],
  apply({ policies, idp }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      !(operation === "CreateUserPool" && path === "poolName") && insistsOnConstraint(operation, path)
    wrap<CreateUserPoolRequest, CreateUserPoolResponse>(idp, "CreateUserPool", (call, input) => {
      if (input.PoolName === undefined) invalidParameter("A pool needs a name.")
      return call({
        ...input,
        PoolName: input.PoolName.replace(/[^\w\s+=,.@-]/g, "-").slice(0, 128) || "pool",
      })
    })
  },
}
