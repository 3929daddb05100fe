import type { Fault } from "../fault.ts"

export const discoveryEmpty: Fault = {
  name: "discovery-empty",
  says: "Without a domain the discovery document is empty.",
  breaks: ["tokens.discovery/*"],
  apply({ policies }) {
    policies.discovery = () => ({})
  },
}
