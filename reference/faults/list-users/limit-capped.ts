import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const limitCapped: Fault = {
  name: "limit-capped",
  says: "A Limit over 60 is taken for 60.",
  breaks: ["idp.list-users/limit-constraint"],
  apply({ policies, idp }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      !(operation === "ListUsers" && path === "limit") && insistsOnConstraint(operation, path)
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, input) =>
      call(input.Limit && input.Limit > 60 ? { ...input, Limit: 60 } : input),
    )
  },
}
