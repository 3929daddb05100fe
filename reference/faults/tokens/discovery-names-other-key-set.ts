import type { Fault } from "../fault.ts"

export const discoveryNamesOtherKeySet: Fault = {
  name: "discovery-names-other-key-set",
  says: "jwks_uri is a key set that does not exist.",
  breaks: ["tokens.discovery/jwks-uri"],
  apply({ policies }) {
    const { discovery } = policies
    policies.discovery = (context, pool) => ({
      ...discovery(context, pool),
      jwks_uri: `${context.issuer(pool.id)}/jwks`,
    })
  },
}
