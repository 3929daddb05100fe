import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const ownRefreshRenewsAuthTime: Fault = {
  name: "own-refresh-renews-auth-time",
  says: "auth_time of tokens from GetTokensFromRefreshToken is the time of the refresh.",
  breaks: ["idp.refresh/operation-keeps-auth-time"],
  apply({ idp }) {
    changePolicies(idp, "GetTokensFromRefreshToken", ({ signToken }) => ({
      signToken: (claims, use, pool, signIn) =>
        signToken({ ...claims, auth_time: claims.iat }, use, pool, signIn),
    }))
  },
}
