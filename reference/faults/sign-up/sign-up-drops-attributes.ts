import type { AdminGetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const signUpDropsAttributes: Fault = {
  name: "sign-up-drops-attributes",
  says: "AdminGetUser shows only the addresses of a user who has not confirmed.",
  breaks: ["idp.sign-up/stores-attributes"],
  apply({ idp }) {
    changeAnswer<AdminGetUserResponse>(idp, "AdminGetUser", (answer) =>
      answer.UserStatus === "UNCONFIRMED"
        ? {
            ...answer,
            UserAttributes: answer.UserAttributes!.filter(({ Name }) =>
              /^(sub|email|phone_number)/.test(Name),
            ),
          }
        : answer,
    )
  },
}
