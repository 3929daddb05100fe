import type { GetUserRequest, GetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const garbageTokenIsParameter: Fault = {
  name: "garbage-token-is-parameter",
  says: "What is no token at all is an InvalidParameterException.",
  breaks: ["tokens.forged/garbage"],
  apply({ idp }) {
    wrap<GetUserRequest, GetUserResponse>(idp, "GetUser", (call, { AccessToken }) =>
      AccessToken.includes(".") ? call() : invalidParameter("Invalid Access Token"),
    )
  },
}
