import type { CreateUserPoolRequest, CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const aliasesBesideUsernames: Fault = {
  name: "aliases-beside-usernames",
  says: "Of AliasAttributes and UsernameAttributes together the former count.",
  breaks: ["idp.create-user-pool/aliases-exclusive"],
  apply({ idp }) {
    wrap<CreateUserPoolRequest, CreateUserPoolResponse>(
      idp,
      "CreateUserPool",
      (call, { UsernameAttributes, ...input }) =>
        call(input.AliasAttributes?.length || !UsernameAttributes ? input : { ...input, UsernameAttributes }),
    )
  },
}
