import type {
  DeleteUserAttributesRequest,
  DeleteUserAttributesResponse,
  GetUserAttributeVerificationCodeRequest,
  GetUserAttributeVerificationCodeResponse,
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
  VerifyUserAttributeRequest,
  VerifyUserAttributeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../errors.ts"
import type { Handler } from "../operation.ts"
import { bearerOf } from "./access-token.ts"
import { changeAttributes, deleteAttributes, sendAttributeCode } from "./attribute-changes.ts"
import { requireChangeable, requireDeletable, requireWritable, toMap } from "./attributes.ts"
import { requireCode } from "./codes.ts"
import { claimAlias, nameAttributes, refile } from "./names.ts"

export const updateUserAttributes: Handler<
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse
> = async (input, context) => {
  const { pool, user, client } = bearerOf(context, input.AccessToken)
  const attributes = toMap(input.UserAttributes)
  requireWritable(pool, client, attributes.keys())
  requireChangeable(pool, attributes)
  requireDeletable(
    pool,
    [...attributes].filter(([, value]) => value === "").map(([name]) => name),
  )
  const sent = await changeAttributes({
    context,
    pool,
    user,
    attributes,
    clientId: client.id,
    clientMetadata: input.ClientMetadata,
  })
  return sent.length > 0 ? { CodeDeliveryDetailsList: sent } : {}
}

export const deleteUserAttributes: Handler<DeleteUserAttributesRequest, DeleteUserAttributesResponse> = (
  input,
  context,
) => {
  const { pool, user, client } = bearerOf(context, input.AccessToken)
  requireWritable(pool, client, input.UserAttributeNames)
  requireDeletable(pool, input.UserAttributeNames)
  deleteAttributes(context, pool, user, input.UserAttributeNames)
  return {}
}

export const getUserAttributeVerificationCode: Handler<
  GetUserAttributeVerificationCodeRequest,
  GetUserAttributeVerificationCodeResponse
> = async (input, context) => {
  const { pool, user, client } = bearerOf(context, input.AccessToken)
  const name = requireVerifiable(input.AttributeName)
  if (!user.attributes.get(name) && !user.pendingAttributes.has(name)) {
    invalidParameter(`User does not have the attribute ${name}.`)
  }
  const clientMetadata = input.ClientMetadata
  const change = { context, pool, user, clientId: client.id, clientMetadata }
  return { CodeDeliveryDetails: await sendAttributeCode(change, name, "VerifyUserAttribute") }
}

export const verifyUserAttribute: Handler<VerifyUserAttributeRequest, VerifyUserAttributeResponse> = async (
  input,
  context,
) => {
  const { pool, user } = bearerOf(context, input.AccessToken)
  const name = requireVerifiable(input.AttributeName)
  requireCode(context, pool, user, name, input.Code)
  const value = user.pendingAttributes.get(name) ?? user.attributes.get(name)!
  if (nameAttributes(pool).includes(name)) claimAlias(pool, user, name, value)
  await context.policies.redeemCode(user, name)
  user.pendingAttributes.delete(name)
  user.attributes.set(name, value)
  user.attributes.set(`${name}_verified`, "true")
  user.modified = context.now(pool)
  refile(pool, user)
  return {}
}

function requireVerifiable(name: string): "email" | "phone_number" {
  if (name === "email" || name === "phone_number") return name
  return invalidParameter("Invalid attribute name. Only phone_number and email can be verified.")
}
