import type { Fault } from "./fault.ts"

export const anySrpProofPasses: Fault = {
  name: "any-srp-proof-passes",
  says: "An SRP proof made with a wrong password is accepted.",
  breaks: ["idp.sign-in-srp/wrong-password"],
  apply({ policies }) {
    policies.srpProofMatches = () => true
  },
}
