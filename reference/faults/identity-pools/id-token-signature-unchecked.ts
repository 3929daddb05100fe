import type { Fault } from "../fault.ts"

export const idTokenSignatureUnchecked: Fault = {
  name: "id-token-signature-unchecked",
  says: "Identity pools do not look at the signature of an ID token.",
  breaks: ["identity.get-id/forged-token", "identity.get-credentials/forged-token"],
  apply({ policies }) {
    policies.idTokenSignatureHolds = () => true
  },
}
