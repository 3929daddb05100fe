import type { Fault } from "../fault.ts"

export const recoveryCodeReusable: Fault = {
  name: "recovery-code-reusable",
  says: "A recovery code that was used works again.",
  breaks: ["idp.forgot-password/code-once", "idp.forgot-password/code-once-together"],
  apply({ policies }) {
    const { redeemCode } = policies
    policies.redeemCode = (user, purpose) => (purpose === "recovery" ? undefined : redeemCode(user, purpose))
  },
}
