import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const rotationRaceRevives: Fault = {
  name: "rotation-race-revives",
  says: "Of several uses at once those that are refused put the old token back.",
  breaks: ["idp.refresh/rotation-race-settles"],
  apply({ idp }) {
    const underWay = new WeakMap<object, number>()
    const raced = new WeakSet<object>()
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      async (call, { RefreshToken }, context) => {
        const record = findRefreshToken(context, RefreshToken)?.record
        if (!record) return call()
        const uses = (underWay.get(record) ?? 0) + 1
        underWay.set(record, uses)
        if (uses > 1) raced.add(record)
        try {
          return await call()
        } finally {
          const left = underWay.get(record)! - 1
          underWay.set(record, left)
          if (left === 0 && raced.delete(record)) record.usableUntil = undefined
        }
      },
    )
  },
}
