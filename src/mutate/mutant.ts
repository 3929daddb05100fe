import { findOperation } from "../model/model.ts"
import { type Answer, isSuccess, objectIn } from "./answer.ts"
import { changeMember, membersOf } from "./member.ts"

/** What is done to an answer. */
export const MUTATIONS = [
  "drop-required",
  "error-to-success",
  "success-to-error",
  "drop-optional",
  "change-type",
  "swap-error-type",
  "change-status",
  "change-header",
  "replay",
] as const
export type Mutation = (typeof MUTATIONS)[number]

/** One way in which every answer of one operation is wrong. */
export interface Mutant {
  operation: string
  mutation: Mutation
  /** Which member or header, or of which answers the status: `success` or `error`. */
  of?: string
}

/** What is known of an operation's answers before any is changed. */
export interface Sample {
  success: Answer | undefined
  error: Answer | undefined
  /** Members seen in successes, and whether the model requires them. */
  members: Map<string, boolean>
}

/** Takes note of an answer. */
export function addToSample(sample: Sample, operation: string, answer: Answer): void {
  if (!isSuccess(answer)) {
    sample.error ??= answer
    return
  }
  sample.success ??= answer
  const found = findOperation(operation)
  const body = objectIn(answer)
  if (!found?.operation.output || !body) return
  for (const [path, required] of membersOf(body, found.operation.output, found.model))
    sample.members.set(path, required)
}

/** Every mutant of the answers that were seen of an operation. */
export function mutantsOf(operation: string, { success, error, members }: Sample): Mutant[] {
  const mutants: Mutant[] = [...members].flatMap(([of, required]) => [
    { operation, mutation: required ? "drop-required" : "drop-optional", of },
    { operation, mutation: "change-type", of },
  ])
  if (error)
    mutants.push(
      { operation, mutation: "error-to-success" },
      { operation, mutation: "swap-error-type" },
      { operation, mutation: "change-status", of: "error" },
      { operation, mutation: "change-header", of: "x-amzn-errortype" },
    )
  if (success)
    mutants.push(
      { operation, mutation: "success-to-error" },
      { operation, mutation: "change-status", of: "success" },
      { operation, mutation: "replay" },
    )
  for (const header of ["content-type", "x-amzn-requestid"])
    mutants.push({ operation, mutation: "change-header", of: header })
  return mutants
}

/** `idp.SignUp drop-required UserSub` */
export function mutantName({ operation, mutation, of }: Mutant): string {
  return [operation, mutation, ...(of === undefined ? [] : [of])].join(" ")
}

/** What a mutation may use beside the answer itself. */
export interface Memory {
  /** A success of the operation from before. */
  success: Answer | undefined
  /** The answer of the operation before this one. */
  previous: Answer | undefined
}

/** The mutated answer; undefined where the mutant leaves this one as it is. */
export function mutate(mutant: Mutant, answer: Answer, memory: Memory): Answer | undefined {
  return APPLY[mutant.mutation](mutant, answer, memory)
}

type Apply = (mutant: Mutant, answer: Answer, memory: Memory) => Answer | undefined

const drop: Apply = ({ of = "" }, answer) => withMember(answer, of, (holder, key) => delete holder[key])

const APPLY: Record<Mutation, Apply> = {
  "drop-required": drop,
  "drop-optional": drop,
  "change-type": ({ of = "" }, answer) =>
    withMember(answer, of, (holder, key) => {
      holder[key] = typeof holder[key] === "string" ? 42 : "of another type"
    }),
  "error-to-success": (_, answer, { success }) =>
    isSuccess(answer) ? undefined : { ...withoutErrorType(answer), status: 200, body: success?.body ?? "{}" },
  "success-to-error": ({ operation }, answer) =>
    isSuccess(answer) ? errorInstead(answer, declaredErrors(operation)[0]) : undefined,
  "swap-error-type": ({ operation }, answer) => {
    const body = objectIn(answer)
    if (isSuccess(answer) || !body) return undefined
    const other = declaredErrors(operation).find((type) => type !== body.__type)
    return errorInstead(answer, other, body.message)
  },
  "change-status": ({ of }, answer) =>
    isSuccess(answer) === (of === "success")
      ? { ...answer, status: of === "success" ? 202 : 422 }
      : undefined,
  "change-header": ({ of = "" }, answer) => {
    if (answer.headers[of] === undefined) return undefined
    const { [of]: _, ...others } = answer.headers
    return { ...answer, headers: of === "content-type" ? { ...others, [of]: "application/json" } : others }
  },
  replay: (_, answer, { previous }) =>
    previous === undefined || previous.body === answer.body ? undefined : previous,
}

function withMember(
  answer: Answer,
  path: string,
  change: (holder: Record<string, unknown>, key: string) => void,
): Answer | undefined {
  const body = isSuccess(answer) ? objectIn(answer) : undefined
  if (!body || !changeMember(body, path.split("."), change)) return undefined
  return { ...answer, body: JSON.stringify(body) }
}

/** Errors that the operation declares and that answer 400: the likeliest first, so that only the wrong moment gives it away. */
function declaredErrors(operation: string): string[] {
  const declared = findOperation(operation)?.operation.errors ?? []
  const likely = ["InvalidParameterException", "NotAuthorizedException", "ResourceNotFoundException"]
  return [
    ...likely.filter((type) => declared.includes(type)),
    ...declared.filter((type) => !likely.includes(type) && type !== "InternalErrorException"),
  ]
}

function errorInstead(
  answer: Answer,
  type = "InvalidParameterException",
  message: unknown = "Refused.",
): Answer {
  const headers = {
    ...answer.headers,
    "content-type": "application/x-amz-json-1.1",
    "x-amzn-errortype": `${type}:`,
  }
  return { status: 400, headers, body: JSON.stringify({ __type: type, message }) }
}

function withoutErrorType(answer: Answer): Answer {
  const { "x-amzn-errortype": _, ...headers } = answer.headers
  return { ...answer, headers }
}
