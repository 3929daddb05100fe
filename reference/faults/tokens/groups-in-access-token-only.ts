import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const groupsInAccessTokenOnly: Fault = {
  name: "groups-in-access-token-only",
  says: "The ID token does not tell the groups.",
  breaks: [
    "tokens.groups/in-both",
    "triggers.pre-token-generation/groups",
    "idp.refresh/reads-groups",
    "triggers.pre-token-generation-v2/groups",
  ],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({ ...claims, "cognito:groups": undefined }))
  },
}
