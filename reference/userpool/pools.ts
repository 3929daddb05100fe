import type {
  AddCustomAttributesRequest,
  AddCustomAttributesResponse,
  CreateUserPoolRequest,
  CreateUserPoolResponse,
  DeleteUserPoolRequest,
  DescribeUserPoolRequest,
  DescribeUserPoolResponse,
  ListUserPoolsRequest,
  ListUserPoolsResponse,
  UpdateUserPoolRequest,
  UpdateUserPoolResponse,
  UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider"
import type { SigningKey } from "../crypto/keys.ts"
import { invalidParameter } from "../errors.ts"
import type { Context, Given, Handler } from "../operation.ts"
import { poolOf } from "./lookup.ts"
import { page } from "./pagination.ts"
import { defaultSettings, requireConsistent, type Settings } from "./pool-settings.ts"
import { extendSchema, newSchema } from "./schema.ts"
import type { MfaSettings, UserPool } from "./user-pool.ts"

const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

export const createUserPool: Handler<CreateUserPoolRequest, CreateUserPoolResponse> = async (
  input,
  context,
) => {
  const { PoolName, Schema = [], MfaConfiguration = "OFF", ...given } = input
  requireConsistent(given, MfaConfiguration)
  const schema = newSchema(Schema)
  const [idKey, accessKey] = await Promise.all([context.keys.take(), context.keys.take()])
  const shortName = context.random.text(9, alphanumeric)
  const id = `${context.region}_${shortName}`
  const now = context.now()
  const pool: UserPool = {
    id,
    shortName,
    created: now,
    modified: now,
    clockOffset: 0,
    settings: {
      Id: id,
      Name: PoolName,
      Arn: `arn:aws:cognito-idp:${context.region}:${context.accountId}:userpool/${id}`,
      ...defaultSettings(given),
      ...immutable(given),
    },
    schema,
    mfa: mfaOf(MfaConfiguration, given),
    keys: newKeys(idKey, accessKey),
    secret: context.random.bytes(32),
    users: new Map(),
    names: new Map(),
    groups: new Map(),
    sessions: new Map(),
    srpExchanges: new Map(),
    signIns: new Map(),
    refreshTokens: new Map(),
    messages: [],
  }
  context.store.userPools.set(id, pool)
  return { UserPool: describe(pool) }
}

export const describeUserPool: Handler<DescribeUserPoolRequest, DescribeUserPoolResponse> = (
  input,
  context,
) => ({
  UserPool: describe(poolOf(context, input.UserPoolId)),
})

/** What is left out returns to its default, but for Policies and MfaConfiguration, which are kept (DIR-022). */
export const updateUserPool: Handler<UpdateUserPoolRequest, UpdateUserPoolResponse> = (input, context) => {
  const { UserPoolId, PoolName, MfaConfiguration, ...given } = input
  const pool = poolOf(context, UserPoolId)
  const configuration = MfaConfiguration ?? pool.mfa.configuration
  requireConsistent(given, MfaConfiguration ?? "OFF")
  const { Id, Name, Arn, Policies } = pool.settings
  pool.settings = {
    ...immutable(pool.settings),
    Id: Id!,
    Name: PoolName ?? Name!,
    Arn: Arn!,
    ...defaultSettings({ ...given, Policies: { ...Policies, ...given.Policies } }),
  }
  pool.mfa = { ...pool.mfa, ...(MfaConfiguration && mfaOf(MfaConfiguration, given)), configuration }
  pool.modified = context.now(pool)
  return {}
}

export const deleteUserPool: Handler<DeleteUserPoolRequest, void> = (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  if (pool.settings.DeletionProtection === "ACTIVE") {
    invalidParameter(
      "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    )
  }
  for (const client of context.store.clients.values()) {
    if (client.userPoolId === pool.id) context.store.clients.delete(client.id)
  }
  context.store.userPools.delete(pool.id)
}

export const listUserPools: Handler<ListUserPoolsRequest, ListUserPoolsResponse> = (input, context) => {
  const { items, next } = page([...context.store.userPools.values()], input.MaxResults, input.NextToken)
  return {
    UserPools: items.map(({ settings, created, modified }) => ({
      Id: settings.Id,
      Name: settings.Name,
      LambdaConfig: settings.LambdaConfig,
      CreationDate: new Date(created),
      LastModifiedDate: new Date(modified),
    })),
    ...(next && { NextToken: next }),
  }
}

export const addCustomAttributes: Handler<AddCustomAttributesRequest, AddCustomAttributesResponse> = (
  input,
  context,
) => {
  const pool = poolOf(context, input.UserPoolId)
  extendSchema(
    pool.schema,
    input.CustomAttributes,
    (name) => `${name}: Existing attribute already has name ${name}.`,
  )
  pool.modified = context.now(pool)
  return {}
}

function newKeys(id: SigningKey, access: SigningKey): UserPool["keys"] {
  return { id, access, listed: [id, access] }
}

/** New signing keys for a pool; the old ones stay listed. */
export async function rotateKeys(context: Context, pool: UserPool): Promise<void> {
  const [id, access] = await Promise.all([context.keys.take(), context.keys.take()])
  Object.assign(pool.keys, { id, access, listed: [id, access, ...pool.keys.listed] })
}

/** What only CreateUserPool can set. */
function immutable(given: Settings): Settings {
  const { AliasAttributes, UsernameAttributes, UsernameConfiguration } = given
  return {
    ...(AliasAttributes && { AliasAttributes }),
    ...(UsernameAttributes && { UsernameAttributes }),
    ...(UsernameConfiguration && { UsernameConfiguration }),
  }
}

function mfaOf(configuration: MfaSettings["configuration"], given: Settings): MfaSettings {
  const { SmsConfiguration, SmsAuthenticationMessage } = given
  if (configuration === "OFF" || !SmsConfiguration) return { configuration }
  return {
    configuration,
    sms: { SmsConfiguration, ...(SmsAuthenticationMessage && { SmsAuthenticationMessage }) },
  }
}

function describe(pool: UserPool): Given<UserPoolType> {
  return {
    ...pool.settings,
    CreationDate: new Date(pool.created),
    LastModifiedDate: new Date(pool.modified),
    SchemaAttributes: pool.schema,
    MfaConfiguration: pool.mfa.configuration,
    EstimatedNumberOfUsers: pool.users.size,
  }
}
