import { mayRead } from "../../userpool/attributes.ts"
import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const unsetAttributesEmpty: Fault = {
  name: "unset-attributes-empty",
  says: "Attributes without a value are empty claims.",
  breaks: ["tokens.id-token/unset-attributes", "tokens.id-token/known-claims"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { user, client }, { schema }) => {
      const unset = schema.filter(({ Name }) => !user.attributes.has(Name!) && mayRead(client, Name!))
      return { ...Object.fromEntries(unset.map(({ Name }) => [Name!, ""])), ...claims }
    })
  },
}
