import type { StepOf } from "../scenario/documents.ts"
import { parseDuration } from "../scenario/duration.ts"
import { type AppClient, asClient } from "./client-auth.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { meet, saveAnswer } from "./expectation.ts"

/** `call: idp.SignUp`: one operation of AWS's model. */
export async function call(step: StepOf<"call">, context: StepContext): Promise<StepOutcome> {
  const input = inputOf(step, context)
  const timeoutMs = step.timeout === undefined ? undefined : parseDuration(step.timeout)
  const { answer, exchange } = await context.call(step.call, input, { auth: step.auth, timeoutMs })
  const { soft, refused } = meet(step, step.call, answer, exchange, context)
  const output = answer.kind === "success" || answer.kind === "error" ? answer.output : {}
  if (!refused) context.case.controls.add(step.call)
  saveAnswer(step.save, step.call, output, exchange, context)
  return { answer: output, soft, exchange, refused: refused ? [step.call] : [] }
}

/** The input of a call, with what `as` adds to it. */
export function inputOf(
  step: Pick<StepOf<"call">, "call" | "with" | "as" | "path">,
  context: StepContext,
): Record<string, unknown> {
  const client = context.scope.resolve(step.as) as AppClient | undefined
  const input = context.scope.resolve(step.with ?? {}, step.path.join("/")) as Record<string, unknown>
  return asClient(step.call, input, client)
}
