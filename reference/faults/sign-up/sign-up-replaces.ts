import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import { removeUser } from "../../userpool/users.ts"
import type { Fault } from "../fault.ts"
import { named, onRefusal } from "../wrap.ts"

export const signUpReplaces: Fault = {
  name: "sign-up-replaces",
  says: "SignUp with attributes puts a new user in the place of one of the same name.",
  breaks: ["idp.sign-up/duplicate-user", "idp.sign-up/one-winner"],
  apply({ idp }) {
    onRefusal<SignUpRequest, SignUpResponse>(
      idp,
      "SignUp",
      "UsernameExistsException",
      (input, context, call) => {
        const { pool, user } = named(context, input)
        if (user && input.UserAttributes) removeUser(pool, user)
        return call()
      },
    )
  },
}
