import type {
  CreateUserPoolClientRequest,
  CreateUserPoolClientResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { tokenLifetimes } from "../../userpool/client-settings.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const shortValidityRoundedUp: Fault = {
  name: "short-validity-rounded-up",
  says: "A validity under five minutes is taken for five minutes.",
  breaks: ["tokens.lifetime/out-of-range", "tokens.lifetime/bounds"],
  apply({ idp }) {
    wrap<CreateUserPoolClientRequest, CreateUserPoolClientResponse>(
      idp,
      "CreateUserPoolClient",
      (call, input) => {
        const { access, id } = tokenLifetimes(input)
        return call({
          ...input,
          ...(access < 300 && { AccessTokenValidity: access * (300 / access) }),
          ...(id < 300 && { IdTokenValidity: id * (300 / id) }),
        })
      },
    )
  },
}
