import type {
  CreateUserPoolClientRequest,
  CreateUserPoolClientResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const verifiedFlagMadeUnwritable: Fault = {
  name: "verified-flag-made-unwritable",
  says: "WriteAttributes with email_verified are taken without it.",
  breaks: ["idp.user-pool-client/write-verified-flag"],
  apply({ idp }) {
    wrap<CreateUserPoolClientRequest, CreateUserPoolClientResponse>(
      idp,
      "CreateUserPoolClient",
      (call, { WriteAttributes, ...input }) =>
        call({
          ...input,
          ...(WriteAttributes && {
            WriteAttributes: WriteAttributes.filter((name) => name !== "email_verified"),
          }),
        }),
    )
  },
}
