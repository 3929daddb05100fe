import { findOperation, operationNames } from "../../model/model.ts"
import { meant, nearest } from "../../model/nearest.ts"
import type { Step } from "../documents.ts"
import type { Rule } from "./rule.ts"

/** Reads by their names that change something or send something. */
const NOT_READS = new Set([
  "idp.GetTokensFromRefreshToken",
  "idp.GetUserAttributeVerificationCode",
  "identity.GetId",
  "identity.GetOpenIdTokenForDeveloperIdentity",
])

/** Whether calling an operation again and again changes nothing. Neither model says so of any (suites.md §6.6). */
export function isRead(operation: string): boolean {
  return /^\w+\.(?:Admin)?(?:Get|List|Describe|Lookup)/.test(operation) && !NOT_READS.has(operation)
}

/** Whether an operation changes the settings of a pool or client, which others may be using. */
export function changesSettings(operation: string): boolean {
  return (
    /^idp\.(?:Update|Delete)(?:UserPool|UserPoolClient|IdentityProvider|ResourceServer|ManagedLoginBranding|Terms|UserPoolDomain)$/.test(
      operation,
    ) ||
    /^idp\.(?:AddCustomAttributes|(?:Add|Delete)UserPoolClientSecret|Set(?:UserPoolMfaConfig|RiskConfiguration|UICustomization|LogDeliveryConfiguration))$/.test(
      operation,
    ) ||
    /^identity\.(?:(?:Update|Delete)IdentityPool|SetIdentityPoolRoles|SetPrincipalTagAttributeMap)$/.test(
      operation,
    )
  )
}

/** The operation that a step names itself. */
export function operationOf(step: Step): string | undefined {
  return step.verb === "call" ? step.call : step.verb === "paginate" ? step.paginate : undefined
}

/** PP020: operations are AWS's, and `paginate` takes those with pages. */
export const operations: Rule = {
  id: "PP020",
  title: "Unknown operation",
  *check({ places, suite }) {
    for (const { source, step, path } of places) {
      const name = step && operationOf(step)
      if (!name) continue
      const at = { source, path: [...path.slice(0, step.path.length), step.verb] }
      const found = findOperation(name)
      if (!found) {
        const near = meant(nearest(name, operationNames()))
        yield {
          ...at,
          message: `AWS has no operation \`${name}\``,
          fix: near ?? "see `poolproof list operations`",
        }
        continue
      }
      const members = found.model.shapes[found.operation.input]?.members ?? {}
      if (step.verb === "paginate" && !("NextToken" in members || "PaginationToken" in members))
        yield { ...at, message: `\`${name}\` has no pages: it takes no token`, fix: "use `call`" }
    }
    for (const { source, document } of suite.registers) {
      if (!document.model) continue
      const { service, operation } = document.model
      const prefix = service === "cognito-idp" ? "idp" : "identity"
      if (findOperation(`${prefix}.${operation}`)) continue
      const near = nearest(`${prefix}.${operation}`, operationNames())?.slice(prefix.length + 1)
      yield {
        source,
        path: ["model", "operation"],
        message: `${service} has no operation \`${operation}\``,
        fix: meant(near),
      }
    }
  },
}
