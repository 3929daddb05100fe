import type {
  CodeDeliveryDetailsType,
  SignUpRequest,
  SignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Given, Operations } from "../../operation.ts"
import { changeAnswer } from "../wrap.ts"

type Details = Given<CodeDeliveryDetailsType>

/** Changes the CodeDeliveryDetails of SignUp, where a code was sent; `email` is the address as it was given. */
export function changeDelivery(
  operations: Operations,
  change: (details: Details, email: string) => Details,
): void {
  changeAnswer<SignUpResponse, SignUpRequest>(operations, "SignUp", (answer, { UserAttributes }) => {
    const email = UserAttributes?.find(({ Name }) => Name === "email")?.Value
    if (!answer.CodeDeliveryDetails || !email) return answer
    return { ...answer, CodeDeliveryDetails: change(answer.CodeDeliveryDetails, email) }
  })
}
