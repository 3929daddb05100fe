import type { Fault } from "./fault.ts"

export const anyCodeConfirms: Fault = {
  name: "any-code-confirms",
  says: "Every code is taken for the one that was sent.",
  breaks: ["idp.confirm-sign-up/code-mismatch"],
  apply({ policies }) {
    policies.codeMatches = () => true
  },
}
