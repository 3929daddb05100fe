import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const customAttributesReadable: Fault = {
  name: "custom-attributes-readable",
  says: "A client without ReadAttributes reads custom attributes too.",
  breaks: ["tokens.id-token/custom-not-readable"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { user, client }) => {
      const custom = [...user.attributes].filter(([name]) => name.startsWith("custom:"))
      return client.settings.ReadAttributes ? claims : { ...claims, ...Object.fromEntries(custom) }
    })
  },
}
