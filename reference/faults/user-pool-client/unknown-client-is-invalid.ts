import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const unknownClientIsInvalid: Fault = {
  name: "unknown-client-is-invalid",
  says: "A client that does not exist is refused as an invalid parameter where it is described, updated or deleted.",
  breaks: ["idp.user-pool-client/unknown-client"],
  apply({ idp }) {
    for (const name of ["DescribeUserPoolClient", "UpdateUserPoolClient", "DeleteUserPoolClient"]) {
      onRefusal(idp, name, "ResourceNotFoundException", () => invalidParameter("Invalid client id."))
    }
  },
}
