import type { Fault } from "../fault.ts"
import { changeOverride } from "../functions.ts"

export const claimsNotSuppressed: Fault = {
  name: "claims-not-suppressed",
  says: "claimsToSuppress does not count.",
  breaks: [
    "triggers.pre-token-generation/suppresses-claim",
    "triggers.pre-token-generation/suppress-wins",
    "triggers.pre-token-generation/suppresses-groups",
  ],
  apply({ policies }) {
    changeOverride(policies, (override) => ({ ...override, claimsToSuppress: [] }))
  },
}
