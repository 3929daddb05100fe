import type { GetIdentityPoolRolesResponse } from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const rolesForgotten: Fault = {
  name: "roles-forgotten",
  says: "GetIdentityPoolRoles does not tell the role of guests.",
  breaks: ["identity.pool/roles"],
  apply({ identity }) {
    changeAnswer<GetIdentityPoolRolesResponse>(identity, "GetIdentityPoolRoles", ({ Roles, ...answer }) => {
      const { unauthenticated, ...others } = Roles ?? {}
      return { ...answer, Roles: others }
    })
  },
}
