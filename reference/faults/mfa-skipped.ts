import type { Fault } from "./fault.ts"

export const mfaSkipped: Fault = {
  name: "mfa-skipped",
  says: "A right password signs in, whatever second factor the user has.",
  breaks: ["idp.sign-in-mfa/challenge"],
  apply({ policies }) {
    policies.mfaIsRequired = () => false
  },
}
