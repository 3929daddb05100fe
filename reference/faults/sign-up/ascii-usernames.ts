import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const asciiUsernames: Fault = {
  name: "ascii-usernames",
  says: "SignUp takes only user names of ASCII.",
  breaks: ["idp.sign-up/username-unicode"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input) =>
      // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it is.
      /^[\x00-\x7f]*$/.test(input.Username) ? call() : invalidParameter("Invalid user name."),
    )
  },
}
