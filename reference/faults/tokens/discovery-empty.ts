import type { Fault } from "../fault.ts"

export const discoveryEmpty: Fault = {
  name: "discovery-empty",
  says: "Without a domain the discovery document is empty.",
  breaks: [
    "tokens.discovery/served",
    "tokens.discovery/issuer",
    "tokens.discovery/jwks-uri",
    "tokens.discovery/values",
    "tokens.discovery/endpoints-without-domain",
    "tokens.rotation/stream-documents",
  ],
  apply({ policies }) {
    policies.discovery = () => ({})
  },
}
