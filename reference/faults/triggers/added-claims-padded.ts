import type { Fault } from "../fault.ts"
import { changeOverride } from "../functions.ts"

export const addedClaimsPadded: Fault = {
  name: "added-claims-padded",
  says: "The values of claims that a function adds end in a blank.",
  breaks: [
    "triggers.pre-token-generation/adds-claim",
    "triggers.pre-token-generation/suppress-wins",
    "triggers.pre-token-generation/refresh-adds-claim",
  ],
  apply({ policies }) {
    changeOverride(policies, (override, { request }) => ({
      ...override,
      claimsToAddOrOverride: Object.fromEntries(
        Object.entries(override.claimsToAddOrOverride ?? {}).map(([name, value]) => [
          name,
          Object.hasOwn(request.userAttributes as object, name) ? value : `${value} `,
        ]),
      ),
    }))
  },
}
