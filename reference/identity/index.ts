import type { Operations } from "../operation.ts"
import { getCredentialsForIdentity } from "./credentials.ts"
import { deleteIdentities, describeIdentity, getId, listIdentities, unlinkIdentity } from "./identities.ts"
import { getOpenIdToken } from "./open-id-token.ts"
import {
  createIdentityPool,
  deleteIdentityPool,
  describeIdentityPool,
  listIdentityPools,
  updateIdentityPool,
} from "./pools.ts"
import { getIdentityPoolRoles, setIdentityPoolRoles } from "./roles.ts"

/** The operations of identity pools. */
export const identityOperations: Operations = {
  CreateIdentityPool: createIdentityPool,
  DeleteIdentities: deleteIdentities,
  DeleteIdentityPool: deleteIdentityPool,
  DescribeIdentity: describeIdentity,
  DescribeIdentityPool: describeIdentityPool,
  GetCredentialsForIdentity: getCredentialsForIdentity,
  GetId: getId,
  GetIdentityPoolRoles: getIdentityPoolRoles,
  GetOpenIdToken: getOpenIdToken,
  ListIdentities: listIdentities,
  ListIdentityPools: listIdentityPools,
  SetIdentityPoolRoles: setIdentityPoolRoles,
  UnlinkIdentity: unlinkIdentity,
  UpdateIdentityPool: updateIdentityPool,
}
