import { findOperation } from "../../model/model.ts"
import type { Rule } from "./rule.ts"

/** PP031: sentences about an operation are read again when AWS changes its shape. */
export const drift: Rule = {
  id: "PP031",
  title: "API model moved",
  *check({ suite }) {
    for (const { source, document } of suite.registers) {
      if (!document.model) continue
      const { service, operation, shape } = document.model
      const found = findOperation(`${service === "cognito-idp" ? "idp" : "identity"}.${operation}`)
      if (!found || found.operation.shape === shape) continue
      yield {
        source,
        path: ["model", "shape"],
        severity: "warning",
        message: `the shape of ${operation} is no longer the one that these sentences were written against`,
        fix: `read them again, then write \`${found.operation.shape}\``,
      }
    }
  },
}
