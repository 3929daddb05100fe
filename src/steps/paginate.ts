import { findOperation } from "../model/model.ts"
import type { StepOf } from "../scenario/documents.ts"
import { memberOf, parseSavePath } from "../scenario/template.ts"
import { outputOf, type StepContext, type StepOutcome } from "./context.ts"
import { meetPattern, saveAnswer } from "./expectation.ts"
import { StepFailure } from "./failure.ts"

const TOKENS = ["NextToken", "PaginationToken"] as const

/** `paginate: idp.ListUsers`: every page, with an end, and no item twice. */
export async function paginate(step: StepOf<"paginate">, context: StepContext): Promise<StepOutcome> {
  const what = `paginate ${step.paginate}`
  const input = context.scope.resolve(step.with ?? {}, step.path.join("/")) as Record<string, unknown>
  const tokenName = tokenOf(step.paginate)
  const { items: itemsPath, by, atMost = 100 } = step
  const items: unknown[] = []
  const seen = new Set<string>()
  let token: unknown
  let pages = 0
  do {
    const answered = await context.call(
      step.paginate,
      token === undefined ? input : { ...input, [tokenName]: token },
    )
    const output = outputOf(answered)
    const page = memberOf(output, parseSavePath(itemsPath))
    if (!Array.isArray(page))
      throw new StepFailure(`${step.paginate} answers without ${itemsPath}`, { exchange: answered.exchange })
    for (const item of page) {
      const key = JSON.stringify(memberOf(item, parseSavePath(by)))
      if (seen.has(key))
        throw new StepFailure(`${step.paginate} gives ${by} ${key} on two pages`, {
          exchange: answered.exchange,
        })
      seen.add(key)
      items.push(item)
    }
    token = output[tokenName]
    if (++pages > atMost)
      throw new StepFailure(`${step.paginate} still gives a ${tokenName} after ${atMost} pages`, {
        exchange: answered.exchange,
      })
  } while (token !== undefined && token !== null && token !== "")
  context.case.controls.add(step.paginate)
  const answer = { items, pages }
  const soft = meetPattern(step.returns, what, answer, undefined, context)
  saveAnswer(step.save, what, answer, undefined, context)
  return { answer, soft }
}

function tokenOf(operation: string): string {
  const found = findOperation(operation)
  const members = found?.model.shapes[found.operation.input]?.members ?? {}
  const token = TOKENS.find((name) => name in members)
  if (!token) throw new Error(`${operation} takes no token: it is not paginated`)
  return token
}
