import type { Fault } from "../fault.ts"

export const discoveryIssuerEndsInSlash: Fault = {
  name: "discovery-issuer-ends-in-slash",
  says: "issuer of the discovery document ends in a slash.",
  breaks: ["tokens.discovery/issuer"],
  apply({ policies }) {
    const { discovery } = policies
    policies.discovery = (context, pool) => ({
      ...discovery(context, pool),
      issuer: `${context.issuer(pool.id)}/`,
    })
  },
}
