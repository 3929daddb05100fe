import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const pageOneTooLong: Fault = {
  name: "page-one-too-long",
  says: "A page of ListUsers holds one user more than Limit.",
  breaks: ["idp.list-users/limit"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, input) =>
      call(input.Limit ? { ...input, Limit: input.Limit + 1 } : input),
    )
  },
}
