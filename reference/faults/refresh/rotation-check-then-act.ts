import { setTimeout } from "node:timers/promises"
import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { ServiceError } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const rotationCheckThenAct: Fault = {
  name: "rotation-check-then-act",
  says: "Whether a token was rotated is asked before new tokens are made, and not again.",
  breaks: ["idp.refresh/rotation-race"],
  apply({ idp }) {
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      async (call, { RefreshToken }, context) => {
        const record = findRefreshToken(context, RefreshToken)?.record
        if (!record || record.usableUntil !== undefined) return call()
        await setTimeout(20)
        for (;;) {
          try {
            return await call()
          } catch (error) {
            if (!(error instanceof ServiceError) || error.type !== "RefreshTokenReuseException") throw error
            record.usableUntil = undefined
          }
        }
      },
    )
  },
}
