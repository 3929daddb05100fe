import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { eventAttributes, runTrigger } from "../../userpool/triggers.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const postAuthenticationAfterFailure: Fault = {
  name: "post-authentication-after-failure",
  says: "PostAuthentication is invoked after a wrong password too.",
  breaks: ["triggers.authentication/post-not-on-failure"],
  apply({ idp }) {
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "NotAuthorizedException",
      async (input, context, call) => {
        const attempt = attemptOf(context, input)
        if (!attempt) return call()
        const { pool, user, client } = attempt
        await runTrigger(context, pool, {
          trigger: "PostAuthentication",
          source: "_Authentication",
          userName: user.username,
          clientId: client.id,
          request: { userAttributes: eventAttributes(user), newDeviceUsed: false },
        })
        return call()
      },
    )
  },
}
