import type { StepOf } from "../scenario/documents.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { meetPattern, meetResponse, saveAnswer } from "./expectation.ts"
import { StepFailure } from "./failure.ts"
import { isSuccess, parseBody } from "./http.ts"

/** `discovery: ${app.pool}` reads a pool's discovery document where the target serves it. */
export async function discovery(step: StepOf<"discovery">, context: StepContext): Promise<StepOutcome> {
  const { id } = context.scope.resolve(step.discovery) as { id: string }
  const url = context.case.target.discoveryUrl(id)
  const exchange = await context.send({ label: "discovery", method: "GET", url })
  const what = "the discovery document"
  const document = parseBody(exchange)
  if (!isSuccess(exchange) || typeof document !== "object" || document === null)
    throw new StepFailure(`${what} should be there: 200 and a JSON object`, { exchange })
  const soft = step.responds ? meetResponse(step.responds, what, exchange, context) : []
  soft.push(...meetPattern(step.returns, what, document, exchange, context))
  saveAnswer(step.save, what, document, exchange, context)
  return { answer: document, soft, exchange }
}
