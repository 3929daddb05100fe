import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const signUpDropsAttributes: Fault = {
  name: "sign-up-drops-attributes",
  says: "SignUp stores no attributes but e-mail address and phone number.",
  breaks: ["idp.sign-up/stores-attributes"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", async (call, input, context) => {
      const answer = await call()
      const { user } = named(context, input)
      for (const name of user?.attributes.keys() ?? []) {
        if (!/^(sub|email|phone_number)/.test(name)) user?.attributes.delete(name)
      }
      return answer
    })
  },
}
