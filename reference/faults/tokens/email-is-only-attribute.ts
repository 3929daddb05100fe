import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const emailIsOnlyAttribute: Fault = {
  name: "email-is-only-attribute",
  says: "Of the standard attributes the ID token tells only the e-mail address.",
  breaks: [
    "tokens.id-token/attributes",
    "tokens.id-token/phone-verified-flag",
    "triggers.pre-token-generation-v2/access-token-claims",
  ],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { user: { attributes } }) =>
      Object.fromEntries(
        Object.entries(claims).filter(
          ([name, value]) => /^(sub|email|custom:)/.test(name) || attributes.get(name) !== value,
        ),
      ),
    )
  },
}
