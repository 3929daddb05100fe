import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const customAttributeWithoutPrefix: Fault = {
  name: "custom-attribute-without-prefix",
  says: "A custom attribute is a claim without its prefix.",
  breaks: ["tokens.id-token/custom-attribute"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) =>
      Object.fromEntries(
        Object.entries(claims).map(([name, value]) => [name.replace(/^custom:/, ""), value]),
      ),
    )
  },
}
