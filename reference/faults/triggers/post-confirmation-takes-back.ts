import type {
  AdminConfirmSignUpRequest,
  ConfirmSignUpRequest,
  ConfirmSignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import { clientOf, poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const postConfirmationTakesBack: Fault = {
  name: "post-confirmation-takes-back",
  says: "A PostConfirmation function that throws leaves the user unconfirmed.",
  breaks: ["triggers.post-confirmation/error-still-confirms"],
  apply({ idp }) {
    for (const operation of ["ConfirmSignUp", "AdminConfirmSignUp"]) {
      onRefusal<AdminConfirmSignUpRequest & ConfirmSignUpRequest, ConfirmSignUpResponse>(
        idp,
        operation,
        "UserLambdaValidationException",
        ({ ClientId, UserPoolId, Username }, context) => {
          const pool = UserPoolId ? poolOf(context, UserPoolId) : clientOf(context, ClientId).pool
          userOf(pool, Username).status = "UNCONFIRMED"
          return fail("UserLambdaValidationException", "PostConfirmation failed.")
        },
      )
    }
  },
}
