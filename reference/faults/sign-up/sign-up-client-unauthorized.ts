import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const signUpClientUnauthorized: Fault = {
  name: "sign-up-client-unauthorized",
  says: "SignUp with a client id that does not exist is not authorized.",
  breaks: ["idp.sign-up/unknown-client"],
  apply({ idp }) {
    onRefusal(idp, "SignUp", "ResourceNotFoundException", () => notAuthorized("Client is not authorized."))
  },
}
