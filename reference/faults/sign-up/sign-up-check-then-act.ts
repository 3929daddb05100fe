import { setTimeout } from "node:timers/promises"
import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import { removeUser } from "../../userpool/users.ts"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const signUpCheckThenAct: Fault = {
  name: "sign-up-check-then-act",
  says: "Between the check of a name and its use lie some milliseconds, in which others sign up by it too.",
  breaks: ["idp.sign-up/one-winner"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", async (call, input, context) => {
      const isFree = named(context, input).user === undefined
      await setTimeout(20)
      const { pool, user } = named(context, input)
      if (isFree && user) removeUser(pool, user)
      return call()
    })
  },
}
