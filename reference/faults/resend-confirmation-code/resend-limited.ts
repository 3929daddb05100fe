import type {
  ResendConfirmationCodeRequest,
  ResendConfirmationCodeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const resendLimited: Fault = {
  name: "resend-limited",
  says: "A code is sent again only every thirty seconds.",
  breaks: ["idp.resend-confirmation-code/repeatable"],
  apply({ idp }) {
    const sent = new WeakMap<User, number>()
    wrap<ResendConfirmationCodeRequest, ResendConfirmationCodeResponse>(
      idp,
      "ResendConfirmationCode",
      (call, input, context) => {
        const { pool, user } = named(context, input)
        const now = context.now(pool)
        if (user && now < (sent.get(user) ?? 0) + 30_000)
          fail("LimitExceededException", "Attempt limit exceeded, please try after some time.")
        if (user) sent.set(user, now)
        return call()
      },
    )
  },
}
