import type { Fault } from "../fault.ts"

export const poolIdOfAnyForm: Fault = {
  name: "pool-id-of-any-form",
  says: "DescribeUserPool looks for a pool of whatever id it is given.",
  breaks: ["idp.describe-user-pool/malformed-id"],
  apply({ policies }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      !(operation === "DescribeUserPool" && path === "userPoolId") && insistsOnConstraint(operation, path)
  },
}
