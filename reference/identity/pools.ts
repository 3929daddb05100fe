import type {
  CreateIdentityPoolInput,
  DeleteIdentityPoolInput,
  DescribeIdentityPoolInput,
  IdentityPool as IdentityPoolType,
  ListIdentityPoolsInput,
  ListIdentityPoolsResponse,
  UpdateIdentityPoolCommandInput,
} from "@aws-sdk/client-cognito-identity"
import { invalidParameter } from "../errors.ts"
import type { Given, Handler } from "../operation.ts"
import { page } from "../userpool/pagination.ts"
import { newId, poolOf, stateOf } from "./state.ts"

type Settings = Given<IdentityPoolType>

export const createIdentityPool: Handler<CreateIdentityPoolInput, IdentityPoolType> = (input, context) => {
  const id = newId(context)
  const settings = settingsOf({ IdentityPoolId: id, ...input })
  stateOf(context).pools.set(id, { id, settings, roles: {}, roleMappings: {}, owners: new Map() })
  return settings
}

export const describeIdentityPool: Handler<DescribeIdentityPoolInput, IdentityPoolType> = (input, context) =>
  poolOf(context, input.IdentityPoolId).settings

/** Replaces everything (IDP-036) but the developer provider's name, which stays once it is set (IDP-043). */
export const updateIdentityPool: Handler<UpdateIdentityPoolCommandInput, IdentityPoolType> = (
  input,
  context,
) => {
  const pool = poolOf(context, input.IdentityPoolId)
  const { DeveloperProviderName: name } = pool.settings
  if (name && input.DeveloperProviderName && name !== input.DeveloperProviderName) {
    invalidParameter("The developer provider name cannot be changed once it is set.")
  }
  pool.settings = settingsOf({ ...(name && { DeveloperProviderName: name }), ...input })
  return pool.settings
}

export const deleteIdentityPool: Handler<DeleteIdentityPoolInput, void> = (input, context) => {
  const { pools, identities } = stateOf(context)
  const pool = poolOf(context, input.IdentityPoolId)
  for (const identity of identities.values()) if (identity.pool === pool) identities.delete(identity.id)
  pools.delete(pool.id)
}

export const listIdentityPools: Handler<ListIdentityPoolsInput, ListIdentityPoolsResponse> = (
  input,
  context,
) => {
  const { items, next } = page([...stateOf(context).pools.values()], input.MaxResults, input.NextToken)
  return {
    IdentityPools: items.map(({ id, settings }) => ({
      IdentityPoolId: id,
      IdentityPoolName: settings.IdentityPoolName,
    })),
    ...(next && { NextToken: next }),
  }
}

/** What was set, and nothing else: an empty list or map is as good as none (IDP-035). */
function settingsOf(given: Settings): Settings {
  const providers = given.CognitoIdentityProviders?.map((provider) => ({
    ServerSideTokenCheck: false,
    ...provider,
  }))
  const settings = { ...given, ...(providers && { CognitoIdentityProviders: providers }) }
  const set = Object.entries(settings).filter(
    ([, value]) => typeof value !== "object" || Object.keys(value).length > 0,
  )
  return Object.fromEntries(set) as Settings
}
