/** How an iteration ended. Everything but `ok` is an error of its own class. */
export const OUTCOMES = [
  "ok",
  "throttled",
  "lockout",
  "refused",
  "server",
  "timeout",
  "network",
  "protocol",
  "integrity",
  "script",
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What went wrong, with the error's name or a sentence. */
export interface Failure {
  outcome: Exclude<Outcome, "ok">
  detail: string
}

/** The short name of an error in AWS JSON (`NotAuthorizedException`); undefined when the body names none. */
export function errorType(body: string): string | undefined {
  const text = /"__type"\s*:\s*"([^"]+)"/.exec(body)?.[1]
  return text?.replace(/^.*#/, "").replace(/[:,].*$/, "")
}

/**
 * The class of an answer that is not a success. Throttling comes as 400 or 429 and is known by its name alone; a user
 * who is locked out is refused with a text of its own. `errorCode` is k6's, for status 0.
 */
export function classify(status: number, errorCode: number, body: string): Failure {
  if (status === 0)
    return errorCode === 1050
      ? { outcome: "timeout", detail: "no answer in time" }
      : { outcome: "network", detail: `k6 error ${errorCode}` }
  const type = errorType(body)
  if (type === undefined)
    return { outcome: status >= 500 ? "server" : "protocol", detail: `status ${status} without __type` }
  if (/^(?:TooManyRequests|Throttling|RequestLimitExceeded)/.test(type))
    return { outcome: "throttled", detail: type }
  if (type === "LimitExceededException" || body.includes("Password attempts exceeded"))
    return { outcome: "lockout", detail: type }
  return { outcome: status >= 500 || type === "InternalErrorException" ? "server" : "refused", detail: type }
}
