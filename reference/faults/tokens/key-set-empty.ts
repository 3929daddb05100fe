import type { Fault } from "../fault.ts"
import { tamperedWithKey } from "./unverifiable.ts"

export const keySetEmpty: Fault = {
  name: "key-set-empty",
  says: "The key set is empty.",
  breaks: [
    ...tamperedWithKey,
    "tokens.signature/*",
    "tokens.rotation/old-tokens-live",
    "tokens.rotation/new-tokens-verify",
    "tokens.rotation/stream-documents",
    "tokens.jwks/served",
    "tokens.jwks/key-form",
    "tokens.jwks/two-keys",
    "tokens.jwks/pools-differ",
    "tokens.jwks/keys-distinct",
    "identity.get-id/forged-token",
    "tokens.forged/key-confusion",
    "tokens.flows/admin",
    "tokens.flows/legacy-refresh",
    "tokens.flows/new-password",
    "tokens.flows/refresh",
    "tokens.flows/refresh-operation",
    "tokens.flows/srp",
    "tokens.flows/totp",
    "tokens.logins/get-credentials",
    "tokens.logins/get-id",
    "tokens.logins/get-open-id-token",
    "tokens.rotation/old-keys-listed",
    "tokens.rotation/refresh-survives",
    "tokens.rotation/withdrawn-unlisted",
    "triggers.pre-token-generation-v2/signatures",
  ],
  apply({ policies }) {
    policies.keySet = () => ({ keys: [] })
  },
}
