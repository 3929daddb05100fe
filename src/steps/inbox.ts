import type { StepOf } from "../scenario/documents.ts"
import { parseDuration } from "../scenario/duration.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { meetPattern, saveAnswer } from "./expectation.ts"
import { StepFailure, Unsupported } from "./failure.ts"
import { poll } from "./waiting.ts"

/** `inbox:` the oldest message to a user that this case has not read yet. */
export async function inbox(step: StepOf<"inbox">, context: StepContext): Promise<StepOutcome> {
  const adapter = context.needAdapter(context.case.target.inbox, "inbox")
  const {
    pool,
    user,
    to,
    kind = "code",
    within = "10s",
  } = context.scope.resolve(step.inbox) as Omit<StepOf<"inbox">["inbox"], "pool"> & { pool: { id: string } }
  const query = {
    userPoolId: pool.id,
    username: user,
    ...(to === undefined ? {} : { to }),
    kind: kind === "none" ? ("code" as const) : kind,
  }
  const { messagesRead, signal } = context.case
  const next = async () =>
    (await adapter.messages(query, signal)).find((message) => !messagesRead.has(message.id))
  const message = await poll(next, parseDuration(within), "inbox", context)
  if (kind === "none") {
    if (adapter.blind) throw new Unsupported("the target's inbox cannot tell whether anything was sent")
    if (message)
      throw new StepFailure(`nothing should be sent to ${user}`, {
        mismatches: [
          { path: "inbox", expected: "no message", received: JSON.stringify(message), soft: false },
        ],
      })
    return { answer: {}, soft: [] }
  }
  if (!message) throw new StepFailure(`no ${kind} for ${user} arrived within ${within}`)
  messagesRead.add(message.id)
  if (to !== undefined && message.to !== undefined && message.to !== to)
    throw new StepFailure(`the ${kind} for ${user} went to another address`, {
      mismatches: [{ path: "to", expected: to, received: message.to, soft: false }],
    })
  const soft = meetPattern(step.returns, "the message", message, undefined, context)
  saveAnswer(step.save, "the message", message, undefined, context)
  return { answer: message, soft }
}
