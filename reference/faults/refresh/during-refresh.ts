import { setTimeout } from "node:timers/promises"
import type { InitiateAuthRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Context, Operations } from "../../operation.ts"
import { type AuthAnswer, complete } from "../../userpool/auth/complete.ts"
import type { SignIn } from "../../userpool/sign-in.ts"
import type { UserPool } from "../../userpool/user-pool.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

type Refresh = { readonly context: Context; readonly pool: UserPool; readonly signIn: SignIn }

/** So long a refresh takes at least, for others to come in between. */
const refreshMs = 20

/** Makes refreshes by InitiateAuth take a while, and changes their answer by what became of the sign-in meanwhile. */
export function duringRefresh(
  operations: Operations,
  change: (answer: AuthAnswer, refresh: Refresh) => AuthAnswer | Promise<AuthAnswer>,
): void {
  wrap<InitiateAuthRequest, AuthAnswer>(operations, "InitiateAuth", async (call, input, context) => {
    const found = findRefreshToken(context, input.AuthParameters?.REFRESH_TOKEN)
    const answer = await call()
    if (!found) return answer
    await setTimeout(refreshMs)
    return change(answer, { context, pool: found.pool, signIn: found.record.signIn })
  })
}

/** What a sign-in of the same user at the same client would give. */
export function signInAnew({ context, pool, signIn }: Refresh): Promise<AuthAnswer> {
  const { user, client } = signIn
  const source = "Authentication"
  return complete({ context, pool, user, client, source, clientMetadata: undefined, device: undefined })
}
