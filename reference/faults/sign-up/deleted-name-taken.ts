import type {
  AdminDeleteUserRequest,
  SignUpRequest,
  SignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer, named, wrap } from "../wrap.ts"

export const deletedNameTaken: Fault = {
  name: "deleted-name-taken",
  says: "The name of a deleted user stays taken.",
  breaks: ["idp.sign-up/reuses-deleted-name"],
  apply({ idp }) {
    const deleted = new Set<string>()
    changeAnswer<void, AdminDeleteUserRequest>(idp, "AdminDeleteUser", (_answer, input) => {
      deleted.add(`${input.UserPoolId} ${input.Username}`)
    })
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) =>
      deleted.has(`${named(context, input).pool.id} ${input.Username}`)
        ? fail("UsernameExistsException", "User already exists")
        : call(),
    )
  },
}
