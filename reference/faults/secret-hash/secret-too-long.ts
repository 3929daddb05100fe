import type {
  CreateUserPoolClientRequest,
  CreateUserPoolClientResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const secretTooLong: Fault = {
  name: "secret-too-long",
  says: "A generated client secret has 65 characters.",
  breaks: [
    "idp.secret-hash/secret-form",
    "wire.output-shape/idp.CreateUserPoolClient",
    "idp.refresh/operation-client-secret",
    "idp.revoke-token/client-secret",
  ],
  apply({ idp }) {
    wrap<CreateUserPoolClientRequest, CreateUserPoolClientResponse>(
      idp,
      "CreateUserPoolClient",
      (call, input, context) =>
        call(
          input.GenerateSecret
            ? {
                ...input,
                GenerateSecret: false,
                ClientSecret: context.random.text(65, "abcdefghijkmnopqrstuvwxyz"),
              }
            : input,
        ),
    )
  },
}
