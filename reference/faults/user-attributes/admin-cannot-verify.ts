import type {
  AdminUpdateUserAttributesRequest,
  AdminUpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const adminCannotVerify: Fault = {
  name: "admin-cannot-verify",
  says: "AdminUpdateUserAttributes passes over email_verified where the address changes.",
  breaks: ["idp.user-attributes/admin-verifies"],
  apply({ idp }) {
    wrap<AdminUpdateUserAttributesRequest, AdminUpdateUserAttributesResponse>(
      idp,
      "AdminUpdateUserAttributes",
      (call, input) => {
        const hasAddress = input.UserAttributes.some(({ Name }) => Name === "email")
        return call({
          ...input,
          UserAttributes: input.UserAttributes.filter(({ Name }) => !hasAddress || Name !== "email_verified"),
        })
      },
    )
  },
}
