import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const ownRefreshRenewsAuthTime: Fault = {
  name: "own-refresh-renews-auth-time",
  says: "auth_time of tokens from GetTokensFromRefreshToken is the time of the refresh, but for rotated ones.",
  breaks: ["idp.refresh/operation-keeps-auth-time"],
  apply({ idp }) {
    changePolicies(idp, "GetTokensFromRefreshToken", ({ signToken }) => ({
      signToken: (claims, use, pool, signIn) => {
        const rotates = signIn.client.settings.RefreshTokenRotation?.Feature === "ENABLED"
        return signToken(rotates ? claims : { ...claims, auth_time: claims.iat }, use, pool, signIn)
      },
    }))
  },
}
