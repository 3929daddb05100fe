import { findOperation } from "../model/model.ts"
import { secretHash } from "../wire/secret-hash.ts"

/** An app client as fixtures export it. */
export interface AppClient {
  id: string
  secret?: string
  poolId?: string
}

/** Where operations carry the parameters that a secret hash goes into. */
const PARAMETER_MAPS = ["AuthParameters", "ChallengeResponses"] as const

/**
 * What `as: ${client}` adds to an input: ClientId, and, when the client has a secret, whichever of SecretHash,
 * ClientSecret, AuthParameters.SECRET_HASH or ChallengeResponses.SECRET_HASH the operation takes (DIR-051, AUTH-092).
 * What the input says itself stays.
 */
export function asClient(
  operation: string,
  input: Record<string, unknown>,
  client: AppClient | undefined,
): Record<string, unknown> {
  if (!client) return input
  const found = findOperation(operation)
  const members = found?.model.shapes[found.operation.input]?.members ?? {}
  const added: Record<string, unknown> = {}
  if ("ClientId" in members) added.ClientId = client.id
  if (client.secret === undefined) return { ...added, ...input }
  if ("SecretHash" in members && typeof input.Username === "string")
    added.SecretHash = secretHash(input.Username, client.id, client.secret)
  if ("ClientSecret" in members) added.ClientSecret = client.secret
  for (const name of PARAMETER_MAPS) {
    const parameters = input[name] as Record<string, string> | undefined
    if (name in members && typeof parameters?.USERNAME === "string")
      added[name] = { SECRET_HASH: secretHash(parameters.USERNAME, client.id, client.secret), ...parameters }
  }
  const { AuthParameters, ChallengeResponses, ...rest } = input
  return {
    ...(AuthParameters ? { AuthParameters } : {}),
    ...(ChallengeResponses ? { ChallengeResponses } : {}),
    ...added,
    ...rest,
  }
}
