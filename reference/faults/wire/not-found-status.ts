import { ServiceError } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const notFoundStatus: Fault = {
  name: "not-found-status",
  says: "An unknown user pool is answered with status 404.",
  breaks: ["wire.status/idp.DescribeUserPool"],
  apply({ idp }) {
    onRefusal(idp, "DescribeUserPool", "ResourceNotFoundException", () => {
      throw new ServiceError("ResourceNotFoundException", "User pool does not exist.", 404)
    })
  },
}
