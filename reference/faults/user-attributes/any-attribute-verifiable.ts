import type {
  GetUserAttributeVerificationCodeRequest,
  GetUserAttributeVerificationCodeResponse,
  VerifyUserAttributeRequest,
  VerifyUserAttributeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const anyAttributeVerifiable: Fault = {
  name: "any-attribute-verifiable",
  says: "Codes are sent for, and verify, attributes that are no addresses.",
  breaks: ["idp.user-attributes/only-addresses"],
  apply({ idp }) {
    const isAddress = (name: string) => name === "email" || name === "phone_number"
    wrap<GetUserAttributeVerificationCodeRequest, GetUserAttributeVerificationCodeResponse>(
      idp,
      "GetUserAttributeVerificationCode",
      (call, input) =>
        isAddress(input.AttributeName)
          ? call()
          : {
              CodeDeliveryDetails: {
                AttributeName: input.AttributeName,
                DeliveryMedium: "EMAIL",
                Destination: "a***@b***",
              },
            },
    )
    wrap<VerifyUserAttributeRequest, VerifyUserAttributeResponse>(
      idp,
      "VerifyUserAttribute",
      (call, input) => (isAddress(input.AttributeName) ? call() : {}),
    )
  },
}
