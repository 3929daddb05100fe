import type { LambdaEvent } from "./lambda.ts"
import type { Mail } from "./mailbox.ts"

/** A message of the AWS Encryption SDK in base64, which real Cognito puts in the code's place (TRG-112). */
const ENCRYPTED = /^A[QYg][A-Za-z0-9+/]{200,}={0,2}$/

/**
 * What a CustomEmailSender or CustomSMSSender function was told to send (TRG-034, 035, 111); undefined for any other
 * event. A code in plain text is taken as it is. An encrypted one needs the KMS key, which the suite has not got.
 */
export function mailOf({ at, event }: LambdaEvent): Mail | undefined {
  const trigger = String(event.triggerSource)
  const [, medium] = /^Custom(Email|S(?:MS|ms))Sender_/.exec(trigger) ?? []
  if (!medium) return undefined
  const request = event.request as { code?: unknown; userAttributes?: Record<string, unknown> } | undefined
  const channel = medium === "Email" ? "EMAIL" : "SMS"
  const to = request?.userAttributes?.[channel === "EMAIL" ? "email" : "phone_number"]
  return {
    at,
    trigger,
    channel,
    ...(typeof event.userName === "string" && { username: event.userName }),
    ...(typeof event.userPoolId === "string" && { userPoolId: event.userPoolId }),
    ...(typeof to === "string" && { to }),
    ...(typeof request?.code === "string" && read(trigger, request.code)),
  }
}

function read(trigger: string, code: string): Partial<Mail> {
  const member = trigger.endsWith("_AdminCreateUser") ? "temporaryPassword" : "code"
  if (!ENCRYPTED.test(code)) return { [member]: member === "code" ? code : unescapeHtml(code) }
  return {
    [member]: code,
    unreadable: `the ${member} of ${trigger} is encrypted with a KMS key (AWS Encryption SDK), which this suite cannot decrypt; read it from the message itself, by another inbox`,
  }
}

/** Temporary passwords come HTML-escaped (TRG-114). */
function unescapeHtml(text: string): string {
  const characters: Record<string, string> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&amp;": "&",
  }
  return text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => characters[entity]!)
}
