import type {
  CreateUserPoolClientRequest,
  CreateUserPoolClientResponse,
  DeleteUserPoolClientRequest,
  DescribeUserPoolClientRequest,
  DescribeUserPoolClientResponse,
  ListUserPoolClientsRequest,
  ListUserPoolClientsResponse,
  UpdateUserPoolClientRequest,
  UpdateUserPoolClientResponse,
  UserPoolClientType,
} from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../errors.ts"
import type { Given, Handler } from "../operation.ts"
import type { Client } from "./client.ts"
import { type ClientSettings, requireValidClient } from "./client-settings.ts"
import { clientOf, poolOf } from "./lookup.ts"
import { page } from "./pagination.ts"

const lowercase = "0123456789abcdefghijklmnopqrstuvwxyz"
const defaultListed = 60

export const createUserPoolClient: Handler<CreateUserPoolClientRequest, CreateUserPoolClientResponse> = (
  input,
  context,
) => {
  const { UserPoolId, GenerateSecret, ClientSecret, ...given } = input
  const pool = poolOf(context, UserPoolId)
  if (GenerateSecret && ClientSecret) {
    invalidParameter("Only one of GenerateSecret or ClientSecret can be given.")
  }
  requireValidClient(pool, given, "creating")
  const now = context.now(pool)
  const client: Client = {
    id: context.random.text(26, lowercase),
    userPoolId: pool.id,
    secret: GenerateSecret ? context.random.text(52, lowercase) : ClientSecret,
    created: now,
    modified: now,
    settings: withDefaults(given),
  }
  context.store.clients.set(client.id, client)
  return { UserPoolClient: describe(client) }
}

export const describeUserPoolClient: Handler<
  DescribeUserPoolClientRequest,
  DescribeUserPoolClientResponse
> = (input, context) => ({
  UserPoolClient: describe(clientOf(context, input.ClientId, poolOf(context, input.UserPoolId)).client),
})

/** A full replacement: what is left out returns to its default (DIR-049). */
export const updateUserPoolClient: Handler<UpdateUserPoolClientRequest, UpdateUserPoolClientResponse> = (
  input,
  context,
) => {
  const { UserPoolId, ClientId, ...given } = input
  const pool = poolOf(context, UserPoolId)
  const { client } = clientOf(context, ClientId, pool)
  requireValidClient(pool, given, "updating")
  client.settings = withDefaults({ ClientName: client.settings.ClientName!, ...given })
  client.modified = context.now(pool)
  return { UserPoolClient: describe(client) }
}

export const deleteUserPoolClient: Handler<DeleteUserPoolClientRequest, void> = (input, context) => {
  const { client } = clientOf(context, input.ClientId, poolOf(context, input.UserPoolId))
  context.store.clients.delete(client.id)
}

export const listUserPoolClients: Handler<ListUserPoolClientsRequest, ListUserPoolClientsResponse> = (
  input,
  context,
) => {
  const pool = poolOf(context, input.UserPoolId)
  const clients = [...context.store.clients.values()].filter((client) => client.userPoolId === pool.id)
  const { items, next } = page(clients, input.MaxResults ?? defaultListed, input.NextToken)
  return {
    UserPoolClients: items.map(({ id, settings }) => ({
      ClientId: id,
      UserPoolId: pool.id,
      ClientName: settings.ClientName,
    })),
    ...(next && { NextToken: next }),
  }
}

/** What a client reports when only its name was given (DIR-041). */
function withDefaults(given: ClientSettings): ClientSettings {
  const withoutEmpty = Object.entries(given).filter(
    ([, value]) => !(Array.isArray(value) && value.length === 0),
  )
  return {
    AllowedOAuthFlowsUserPoolClient: false,
    EnableTokenRevocation: true,
    EnablePropagateAdditionalUserContextData: false,
    AuthSessionValidity: 3,
    TokenValidityUnits: {},
    ...Object.fromEntries(withoutEmpty),
    RefreshTokenValidity: given.RefreshTokenValidity || 30,
  }
}

function describe(client: Client): Given<UserPoolClientType> {
  return {
    ...client.settings,
    UserPoolId: client.userPoolId,
    ClientId: client.id,
    ...(client.secret && { ClientSecret: client.secret }),
    CreationDate: new Date(client.created),
    LastModifiedDate: new Date(client.modified),
  }
}
