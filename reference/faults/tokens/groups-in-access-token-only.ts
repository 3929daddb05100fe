import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const groupsInAccessTokenOnly: Fault = {
  name: "groups-in-access-token-only",
  says: "The ID token does not tell the groups.",
  breaks: ["tokens.groups/in-both", "triggers.pre-token-generation/groups"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({ ...claims, "cognito:groups": undefined }))
  },
}
