import type { SignIn } from "../../userpool/sign-in.ts"
import type { Claims } from "../../userpool/tokens.ts"
import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const refreshKeepsAttributes: Fault = {
  name: "refresh-keeps-attributes",
  says: "A refreshed ID token tells the attributes as they were at the sign-in.",
  breaks: ["idp.refresh/reads-attributes"],
  apply({ policies }) {
    const first = new WeakMap<SignIn, Claims>()
    changeClaims(policies, "id", (claims, signIn) => {
      const then = first.get(signIn) ?? claims
      first.set(signIn, then)
      const attributes = Object.keys(claims).filter(
        (name) => name !== "sub" && signIn.user.attributes.has(name),
      )
      return { ...claims, ...Object.fromEntries(attributes.map((name) => [name, then[name]])) }
    })
  },
}
