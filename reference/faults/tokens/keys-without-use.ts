import type { Fault } from "../fault.ts"

export const keysWithoutUse: Fault = {
  name: "keys-without-use",
  says: "The keys of the key set do not say what they are for.",
  breaks: ["tokens.jwks/key-form", "tokens.rotation/stream-documents"],
  apply({ policies }) {
    policies.keySet = ({ keys }) => ({ keys: keys.listed.map(({ publicJwk: { use, ...key } }) => key) })
  },
}
