import type { Fault } from "../fault.ts"

export const discoveryNamesOauth2Endpoints: Fault = {
  name: "discovery-names-oauth2-endpoints",
  says: "Without a domain the endpoints are below oauth2.",
  breaks: ["tokens.discovery/endpoints-without-domain"],
  apply({ policies }) {
    const { discovery } = policies
    policies.discovery = (context, pool) => ({
      ...discovery(context, pool),
      token_endpoint: `${context.issuer(pool.id)}/oauth2/token`,
    })
  },
}
