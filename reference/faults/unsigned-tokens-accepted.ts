import type { Fault } from "./fault.ts"
import { changePolicies } from "./wrap.ts"

export const unsignedTokensAccepted: Fault = {
  name: "unsigned-tokens-accepted",
  says: 'To some operations an access token with `"alg":"none"` passes without a signature.',
  breaks: ["tokens.forged/alg-none", "tokens.forged/update-attributes"],
  apply({ idp }) {
    for (const operation of ["GetUser", "UpdateUserAttributes"])
      changePolicies(idp, operation, ({ readAccessToken, accessTokenSignatureHolds }) => ({
        // The signature of an unsigned token is empty, which the reader takes for no token at all.
        readAccessToken: (token) => readAccessToken(token.endsWith(".") ? `${token}AA` : token),
        accessTokenSignatureHolds: (token, keys) =>
          String(token.header.alg).toLowerCase() === "none" || accessTokenSignatureHolds(token, keys),
      }))
  },
}
