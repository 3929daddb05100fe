import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const unknownGroupIsInvalid: Fault = {
  name: "unknown-group-is-invalid",
  says: "A group that does not exist is refused as an invalid parameter.",
  breaks: ["idp.groups/unknown-group"],
  apply({ idp }) {
    for (const name of [
      "GetGroup",
      "UpdateGroup",
      "DeleteGroup",
      "ListUsersInGroup",
      "AdminAddUserToGroup",
      "AdminRemoveUserFromGroup",
    ]) {
      onRefusal(idp, name, "ResourceNotFoundException", () => invalidParameter("Invalid group name."))
    }
  },
}
