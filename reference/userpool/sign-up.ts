import type {
  CodeDeliveryDetailsType,
  ResendConfirmationCodeRequest,
  ResendConfirmationCodeResponse,
  SignUpRequest,
  SignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail, invalidParameter, notAuthorized } from "../errors.ts"
import type { MessageTrigger } from "../messages.ts"
import type { Context, Given, Handler } from "../operation.ts"
import { requireConforming, requireWritable, toMap } from "./attributes.ts"
import { hidesUsers } from "./client-settings.ts"
import { issueCode } from "./codes.ts"
import { confirmUser } from "./confirm-sign-up.ts"
import { deliver } from "./delivery.ts"
import { clientOf } from "./lookup.ts"
import { claimAlias, findUser } from "./names.ts"
import { policyRefusals, requirePolicy, setPassword } from "./passwords.ts"
import { requireSecretHash } from "./secret-hash.ts"
import { simulatedDelivery } from "./simulated.ts"
import { metadataMember, runTrigger } from "./triggers.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"
import { addUser, nameNewUser, requireFreeName } from "./users.ts"

export const signUp: Handler<SignUpRequest, SignUpResponse> = async (input, context) => {
  const { client, pool } = clientOf(context, input.ClientId)
  requireSecretHash(client, input.Username, input.SecretHash)
  if (pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly) {
    notAuthorized("SignUp is not permitted for this user pool")
  }
  const attributes = toMap(input.UserAttributes)
  const named = nameNewUser(context, pool, input.Username, attributes)
  requirePasswordGiven(input.Password)
  requirePolicy(pool, input.Password, policyRefusals.signUp)
  requireWritable(pool, client, attributes.keys())
  requireConforming(pool, attributes, { required: true })
  requireFreeName(pool, input.Username, attributes, "User already exists")

  const answer = await runTrigger(context, pool, {
    trigger: "PreSignUp",
    source: "_SignUp",
    userName: named.username,
    clientId: client.id,
    request: {
      userAttributes: Object.fromEntries(attributes),
      validationData: input.ValidationData ? Object.fromEntries(toMap(input.ValidationData)) : null,
      ...metadataMember(input.ClientMetadata),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  })
  if (answer?.autoVerifyEmail === true) verifyAtOnce(attributes, "email")
  if (answer?.autoVerifyPhone === true) verifyAtOnce(attributes, "phone_number")
  // Two calls may have waited for the trigger at once.
  requireFreeName(pool, input.Username, attributes, "User already exists")
  for (const name of ["email", "phone_number"]) {
    if (attributes.has(`${name}_verified`))
      claimAlias(pool, undefined, name, attributes.get(name), { force: true })
  }
  const user = addUser(context, pool, { ...named, attributes, status: "UNCONFIRMED" })
  setPassword(context, pool, user, input.Password)

  if (answer?.autoConfirmUser === true) {
    await confirmUser(context, pool, user, {
      force: true,
      clientId: client.id,
      clientMetadata: input.ClientMetadata,
    })
    return { UserConfirmed: true, UserSub: user.sub }
  }
  const details = await sendSignUpCode(context, pool, user, "SignUp", client.id, input.ClientMetadata)
  return { UserConfirmed: false, UserSub: user.sub, ...(details && { CodeDeliveryDetails: details }) }
}

export const resendConfirmationCode: Handler<
  ResendConfirmationCodeRequest,
  ResendConfirmationCodeResponse
> = async (input, context) => {
  const { client, pool } = clientOf(context, input.ClientId)
  requireSecretHash(client, input.Username, input.SecretHash)
  const user = findUser(pool, input.Username)
  if (!user?.enabled) {
    if (hidesUsers(client)) return { CodeDeliveryDetails: simulatedDelivery(pool, input.Username) }
    if (!user) fail("UserNotFoundException", "Username/client id combination not found.")
    notAuthorized("User is disabled.")
  }
  if (user.status !== "UNCONFIRMED") invalidParameter("User is already confirmed.")
  const details = await sendSignUpCode(context, pool, user, "ResendCode", client.id, input.ClientMetadata)
  if (!details) invalidParameter("Auto verification not turned on.")
  return { CodeDeliveryDetails: details }
}

/** Sends the sign-up code to the attribute that the pool verifies, the phone first (DIR-081); undefined when there is none. */
async function sendSignUpCode(
  context: Context,
  pool: UserPool,
  user: User,
  trigger: MessageTrigger,
  clientId: string,
  clientMetadata: Record<string, string> | undefined,
): Promise<Given<CodeDeliveryDetailsType> | undefined> {
  const verified = pool.settings.AutoVerifiedAttributes ?? []
  const attribute = (["phone_number", "email"] as const).find(
    (name) => verified.includes(name) && user.attributes.get(name),
  )
  if (!attribute) return undefined
  const code = issueCode(context, pool, user, "sign-up", attribute)
  return deliver(context, pool, user, { trigger, attribute, secret: { code }, clientId, clientMetadata })
}

/** Without passwordless factors a password is needed (DIR-082). */
function requirePasswordGiven(password: string | undefined): asserts password is string {
  if (password === undefined) {
    invalidParameter(
      "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null",
    )
  }
}

function verifyAtOnce(attributes: Map<string, string>, name: "email" | "phone_number"): void {
  if (!attributes.get(name)) invalidParameter(`Cannot auto verify ${name}: the attribute was not given.`)
  attributes.set(`${name}_verified`, "true")
}
