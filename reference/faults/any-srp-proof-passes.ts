import type { Fault } from "./fault.ts"

export const anySrpProofPasses: Fault = {
  name: "any-srp-proof-passes",
  says: "An SRP proof made with a wrong password is accepted.",
  breaks: [
    "idp.sign-in-srp/wrong-password",
    "idp.sign-in-srp/tampered-signature",
    "idp.sign-in-srp/tampered-timestamp",
    "idp.sign-in-srp/after-password-change",
  ],
  apply({ policies }) {
    policies.srpProofMatches = () => true
  },
}
