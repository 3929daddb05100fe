import type {
  CreateUserPoolClientRequest,
  CreateUserPoolClientResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { tokenLifetimes } from "../../userpool/client-settings.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const longValidityCapped: Fault = {
  name: "long-validity-capped",
  says: "A validity beyond one day is taken for one day.",
  breaks: ["tokens.lifetime/bounds"],
  apply({ idp }) {
    wrap<CreateUserPoolClientRequest, CreateUserPoolClientResponse>(
      idp,
      "CreateUserPoolClient",
      (call, input) => {
        const { access, id } = tokenLifetimes(input)
        const capped = (validity: number, seconds: number) => (validity * 86_400) / seconds
        return call({
          ...input,
          ...(access > 86_400 && { AccessTokenValidity: capped(input.AccessTokenValidity!, access) }),
          ...(id > 86_400 && { IdTokenValidity: capped(input.IdTokenValidity!, id) }),
        })
      },
    )
  },
}
