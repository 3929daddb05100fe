import type {
  DeleteIdentitiesInput,
  DeleteIdentitiesResponse,
  DescribeIdentityInput,
  GetIdInput,
  GetIdResponse,
  IdentityDescription,
  ListIdentitiesInput,
  ListIdentitiesResponse,
  UnlinkIdentityInput,
} from "@aws-sdk/client-cognito-identity"
import type { Context, Handler } from "../operation.ts"
import { page } from "../userpool/pagination.ts"
import { authenticate, link, loginKey, newIdentity, requireGuestAccess } from "./linking.ts"
import { loginsDoNotMatch, verifyLogins } from "./logins.ts"
import { type Identity, identityOf, poolOf, stateOf } from "./state.ts"

/** A new guest each time without Logins, the same identity each time with them (IDP-068). */
export const getId: Handler<GetIdInput, GetIdResponse> = ({ IdentityPoolId, Logins = {} }, context) => {
  const pool = poolOf(context, IdentityPoolId)
  if (Object.keys(Logins).length > 0) {
    return { IdentityId: link(context, pool, verifyLogins(context, pool, Logins)).id }
  }
  requireGuestAccess(pool)
  return { IdentityId: newIdentity(context, pool).id }
}

export const describeIdentity: Handler<DescribeIdentityInput, IdentityDescription> = (input, context) =>
  describe(identityOf(context, input.IdentityId))

export const listIdentities: Handler<ListIdentitiesInput, ListIdentitiesResponse> = (input, context) => {
  const pool = poolOf(context, input.IdentityPoolId)
  const all = [...stateOf(context).identities.values()].filter(
    (identity) => identity.pool === pool && (identity.enabled || !input.HideDisabled),
  )
  const { items, next } = page(all, input.MaxResults, input.NextToken)
  return { IdentityPoolId: pool.id, Identities: items.map(describe), ...(next && { NextToken: next }) }
}

export const deleteIdentities: Handler<DeleteIdentitiesInput, DeleteIdentitiesResponse> = (
  input,
  context,
) => {
  const { identities } = stateOf(context)
  for (const id of input.IdentityIdsToDelete) {
    const identity = identities.get(id)
    if (!identity) continue
    for (const provider of identity.logins.keys()) unlink(context, identity, provider)
    identities.delete(id)
  }
  return { UnprocessedIdentityIds: [] }
}

/** Takes logins away from an identity; whoever comes with them next is somebody new (IDP-123). */
export const unlinkIdentity: Handler<UnlinkIdentityInput, void> = (input, context) => {
  if (Object.keys(input.Logins).length === 0) loginsDoNotMatch()
  const { identity } = authenticate(context, input.IdentityId, input.Logins)
  for (const provider of input.LoginsToRemove) unlink(context, identity, provider)
}

function unlink(context: Context, identity: Identity, provider: string): void {
  const subject = identity.logins.get(provider)
  if (subject === undefined) return
  identity.pool.owners.delete(loginKey(provider, subject))
  identity.logins.delete(provider)
  identity.modified = context.now()
}

function describe({ id, logins, created, modified }: Identity): IdentityDescription {
  return {
    IdentityId: id,
    ...(logins.size > 0 && { Logins: [...logins.keys()] }),
    CreationDate: new Date(created),
    LastModifiedDate: new Date(modified),
  }
}
