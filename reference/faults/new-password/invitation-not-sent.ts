import type {
  AdminCreateUserRequest,
  AdminCreateUserResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const invitationNotSent: Fault = {
  name: "invitation-not-sent",
  says: "AdminCreateUser sends no invitation.",
  breaks: ["idp.new-password/invitation"],
  apply({ idp }) {
    wrap<AdminCreateUserRequest, AdminCreateUserResponse>(idp, "AdminCreateUser", (call, input) =>
      call({ ...input, MessageAction: "SUPPRESS" }),
    )
  },
}
