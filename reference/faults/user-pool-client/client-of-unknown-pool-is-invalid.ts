import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const clientOfUnknownPoolIsInvalid: Fault = {
  name: "client-of-unknown-pool-is-invalid",
  says: "A client for a pool that does not exist is refused as an invalid parameter.",
  breaks: ["idp.user-pool-client/unknown-pool"],
  apply({ idp }) {
    onRefusal(idp, "CreateUserPoolClient", "ResourceNotFoundException", () =>
      invalidParameter("Invalid user pool id."),
    )
  },
}
