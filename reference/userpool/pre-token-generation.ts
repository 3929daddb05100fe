import type { Context } from "../operation.ts"
import { overrideV1, overrideV2, type TokenClaims } from "./claim-overrides.ts"
import { groupClaims } from "./groups.ts"
import type { SignIn } from "./sign-in.ts"
import { eventAttributes, hasTrigger, metadataMember, runTrigger } from "./triggers.ts"
import type { UserPool } from "./user-pool.ts"

/** What follows `TokenGeneration_` in the trigger's source (TRG-031). */
export type TokenSource = "Authentication" | "NewPasswordChallenge" | "RefreshTokens"

/** Lets the pool's PreTokenGeneration function change the claims of both tokens. Throws as runTrigger does. */
export async function generateClaims(
  context: Context,
  pool: UserPool,
  signIn: SignIn,
  source: TokenSource,
  clientMetadata: Record<string, string> | undefined,
  claims: TokenClaims,
): Promise<TokenClaims> {
  if (!hasTrigger(pool, "PreTokenGeneration")) return claims
  const version = pool.settings.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion ?? "V1_0"
  const { groups, roles, preferredRole } = groupClaims(pool, signIn.user)
  const response = await runTrigger(context, pool, {
    trigger: "PreTokenGeneration",
    source: `_${source}`,
    version: version.slice(1, 2),
    userName: signIn.user.username,
    clientId: signIn.client.id,
    request: {
      userAttributes: eventAttributes(signIn.user),
      groupConfiguration: {
        groupsToOverride: groups,
        iamRolesToOverride: roles,
        preferredRole: preferredRole ?? null,
      },
      ...(version !== "V1_0" && { scopes: String(claims.access.scope).split(" ") }),
      ...metadataMember(clientMetadata),
    },
    response: version === "V1_0" ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
  })
  return version === "V1_0"
    ? overrideV1(claims, response?.claimsOverrideDetails)
    : overrideV2(claims, response?.claimsAndScopeOverrideDetails)
}
