import type { CreateUserPoolClientResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const clientDefaultsLeftOut: Fault = {
  name: "client-defaults-left-out",
  says: "CreateUserPoolClient answers RefreshTokenValidity only where it is not 30.",
  breaks: ["idp.user-pool-client/defaults"],
  apply({ idp }) {
    changeAnswer<CreateUserPoolClientResponse>(idp, "CreateUserPoolClient", ({ UserPoolClient }) => {
      const { RefreshTokenValidity, ...client } = UserPoolClient!
      return { UserPoolClient: RefreshTokenValidity === 30 ? client : UserPoolClient! }
    })
  },
}
