import type {
  ResendConfirmationCodeRequest,
  ResendConfirmationCodeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const resentCodeUseless: Fault = {
  name: "resent-code-useless",
  says: "ResendConfirmationCode sends a new code, while the old one stays the one that works.",
  breaks: ["idp.resend-confirmation-code/code-works"],
  apply({ idp }) {
    wrap<ResendConfirmationCodeRequest, ResendConfirmationCodeResponse>(
      idp,
      "ResendConfirmationCode",
      async (call, input, context) => {
        const { pool, user } = named(context, input)
        const code = user?.codes.get("sign-up")
        const answer = await call()
        if (user && code && code.expires > context.now(pool)) user.codes.set("sign-up", code)
        return answer
      },
    )
  },
}
