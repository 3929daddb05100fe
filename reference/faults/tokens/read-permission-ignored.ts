import { mayRead } from "../../userpool/attributes.ts"
import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const readPermissionIgnored: Fault = {
  name: "read-permission-ignored",
  says: "The ID token tells attributes that the client may not read.",
  breaks: ["tokens.id-token/read-permission"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { user, client }) => {
      const unreadable = [...user.attributes].filter(([name]) => !mayRead(client, name))
      return { ...Object.fromEntries(unreadable), ...claims }
    })
  },
}
