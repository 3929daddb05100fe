import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const unknownClientIsParameter: Fault = {
  name: "unknown-client-is-parameter",
  says: "A client id that does not exist is an InvalidParameterException.",
  breaks: [
    "idp.sign-in-password/unknown-client",
    "idp.user-pool-client/deleted",
    "idp.refresh/deleted-client",
  ],
  apply({ idp }) {
    onRefusal(idp, "InitiateAuth", "ResourceNotFoundException", () => invalidParameter("Invalid client id."))
  },
}
