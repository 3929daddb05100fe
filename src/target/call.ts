import { type AwsAnswer, awsJsonRequest, readAwsJson } from "../wire/aws-json.ts"
import type { Exchange } from "../wire/exchange.ts"
import type { HttpClient } from "../wire/http.ts"
import type { Target } from "./target.ts"

const SERVICES = {
  idp: { targetPrefix: "AWSCognitoIdentityProviderService", signingName: "cognito-idp" },
  identity: { targetPrefix: "AWSCognitoIdentityService", signingName: "cognito-identity" },
} as const

/** Everything that an answer of a call tells. */
export interface Called {
  exchange: Exchange
  answer: AwsAnswer
  /** Whether it is the target's way of saying that it lacks the operation. */
  unsupported: boolean
}

/** A call of the suite's own, outside of any scenario: `idp.ListUserPools`. Signed where the target has credentials. */
export async function callTarget(
  target: Target,
  client: HttpClient,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Called> {
  const [prefix, name] = operation.split(".") as [keyof typeof SERVICES, string]
  const { targetPrefix, signingName } = SERVICES[prefix]
  const { region, credentials } = target
  const request = awsJsonRequest({
    label: operation,
    endpoint: target.endpoint(prefix) ?? target.endpoint("idp")!,
    targetPrefix,
    operation: name,
    input,
    ...(credentials && { sign: { region, service: signingName, credentials, date: new Date() } }),
  })
  const exchange = await client.send({ ...request, signal })
  const answer = readAwsJson(exchange)
  return { exchange, answer, unsupported: isUnsupported(target, exchange, answer) }
}

function isUnsupported(target: Target, { response }: Exchange, answer: AwsAnswer): boolean {
  if (!response || answer.kind === "success" || answer.kind === "none") return false
  const { type, message } = answer.kind === "error" ? answer : { type: undefined, message: undefined }
  return target.saysUnsupported({ status: response.status, type, message, body: response.body })
}

/** A failed answer in a few words. */
export function describe(answer: AwsAnswer): string {
  switch (answer.kind) {
    case "success":
      return "success"
    case "error":
      return answer.message ? `${answer.type}: ${answer.message}` : answer.type
    case "garbage":
      return `status ${answer.status}, which is no AWS JSON: ${answer.why}`
    case "none":
      return answer.failure.message
  }
}
