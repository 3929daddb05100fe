import type {
  AdminSetUserPasswordRequest,
  AdminSetUserPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const setPasswordAlwaysPermanent: Fault = {
  name: "set-password-always-permanent",
  says: "AdminSetUserPassword makes every password permanent.",
  breaks: [
    "idp.new-password/admin-set-password-temporary",
    "idp.user-lifecycle/status",
    "idp.list-users/filter-status",
  ],
  apply({ idp }) {
    wrap<AdminSetUserPasswordRequest, AdminSetUserPasswordResponse>(
      idp,
      "AdminSetUserPassword",
      (call, input) => call({ ...input, Permanent: true }),
    )
  },
}
