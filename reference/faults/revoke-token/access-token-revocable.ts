import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const accessTokenRevocable: Fault = {
  name: "access-token-revocable",
  says: "RevokeToken takes an access token without a word.",
  breaks: ["idp.revoke-token/wrong-type"],
  apply({ idp }) {
    onRefusal(idp, "RevokeToken", "UnsupportedTokenTypeException", () => ({}))
  },
}
