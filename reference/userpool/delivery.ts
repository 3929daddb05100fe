import type { CodeDeliveryDetailsType } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../errors.ts"
import type { Message, MessageTrigger } from "../messages.ts"
import type { Context, Given } from "../operation.ts"
import { deliveryDetails } from "./codes.ts"
import { eventAttributes, metadataMember, runTrigger } from "./triggers.ts"
import type { Code, User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

/** What is sent to whom, and which call made it so. */
export type Delivery = {
  readonly trigger: MessageTrigger
  /** The attribute that holds the address. */
  readonly attribute: Code["attribute"]
  /** The address, where it is not the attribute's present value. */
  readonly to?: string
  readonly secret: { readonly code: string } | { readonly temporaryPassword: string }
  readonly clientId?: string | undefined
  readonly clientMetadata?: Record<string, string> | undefined
}

const codePlaceholder = "{####}"
const usernamePlaceholder = "{username}"
const emailPattern = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*"

/** Sends a code or temporary password: words it, lets CustomMessage word it otherwise, and records the message. */
export async function deliver(
  context: Context,
  pool: UserPool,
  user: User,
  delivery: Delivery,
): Promise<Given<CodeDeliveryDetailsType>> {
  const { trigger, attribute, secret } = delivery
  const to = delivery.to ?? user.attributes.get(attribute)!
  const channel = attribute === "email" ? "EMAIL" : "SMS"
  const { subject, body } = await wording(context, pool, user, delivery)
  const value = "code" in secret ? secret.code : secret.temporaryPassword
  const message: Message = {
    id: context.random.uuid(),
    at: context.now(pool) / 1000,
    userPoolId: pool.id,
    username: user.username,
    channel,
    to,
    trigger,
    ...secret,
    ...(channel === "EMAIL" && { subject }),
    body: body.replaceAll(codePlaceholder, () => value).replaceAll(usernamePlaceholder, () => user.username),
  }
  pool.messages.push(message)
  return deliveryDetails(attribute, to)
}

async function wording(
  context: Context,
  pool: UserPool,
  user: User,
  delivery: Delivery,
): Promise<{ subject: string; body: string }> {
  const standard = template(pool, delivery)
  const custom = await runTrigger(context, pool, {
    trigger: "CustomMessage",
    source: `_${delivery.trigger}`,
    userName: user.username,
    clientId: delivery.clientId,
    request: {
      userAttributes: eventAttributes(user),
      codeParameter: codePlaceholder,
      linkParameter: "{##Click Here##}",
      usernameParameter: delivery.trigger === "AdminCreateUser" ? usernamePlaceholder : null,
      ...metadataMember(delivery.clientMetadata),
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  })
  if (!custom) return standard
  const member = delivery.attribute === "email" ? "emailMessage" : "smsMessage"
  const body = custom[member]
  if (body === "") invalidParameter("The message is empty.")
  if (typeof body === "string" && !body.includes(codePlaceholder)) {
    const name = delivery.attribute === "email" ? "emailBody" : "smsMessage"
    invalidParameter(
      `1 validation error detected: Value '${body}' at '${name}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${emailPattern}`,
    )
  }
  return {
    subject: typeof custom.emailSubject === "string" ? custom.emailSubject : standard.subject,
    body: typeof body === "string" ? body : standard.body,
  }
}

/** The pool's words for a message, or the service's (SEC-045 to SEC-048). */
function template(pool: UserPool, { trigger, attribute }: Delivery): { subject: string; body: string } {
  const { settings } = pool
  const isEmail = attribute === "email"
  if (trigger === "AdminCreateUser") {
    const invite = settings.AdminCreateUserConfig?.InviteMessageTemplate
    return {
      subject: invite?.EmailSubject ?? "Your temporary password",
      body:
        (isEmail ? invite?.EmailMessage : invite?.SMSMessage) ??
        "Your username is {username} and temporary password is {####}. ",
    }
  }
  if (trigger === "Authentication") {
    const body = isEmail
      ? pool.mfa.email?.Message
      : (pool.mfa.sms?.SmsAuthenticationMessage ?? settings.SmsAuthenticationMessage)
    return {
      subject: pool.mfa.email?.Subject ?? "Your authentication code",
      body: body ?? "Your authentication code is {####}. ",
    }
  }
  const words = settings.VerificationMessageTemplate
  const body = isEmail
    ? (words?.EmailMessage ?? settings.EmailVerificationMessage)
    : (words?.SmsMessage ?? settings.SmsVerificationMessage)
  return {
    subject: words?.EmailSubject ?? settings.EmailVerificationSubject ?? "Your verification code",
    body: body ?? "Your verification code is {####}. ",
  }
}
