import { type Asker, textAt } from "./asker.ts"
import { type Codes, discoverCodes } from "./discover-codes.ts"
import { discoverKeys, type Keys } from "./discover-keys.ts"
import { discoverServices, type Services } from "./discover-services.ts"
import { discoverSignIn, type SignIn } from "./discover-sign-in.ts"
import { type Lacking, learnLacking, probeOperations } from "./probe.ts"

/** What a target can do, as far as it can be seen from without. */
export interface Discovery {
  /** How it says that it lacks an operation. */
  lacking: Lacking
  /** Of each operation whether it is there; undefined where nobody can tell. */
  operations: Map<string, boolean | undefined>
  /** What ids of pools begin with, and whose account their ARNs name. */
  region: string | undefined
  accountId: string | undefined
  services: Services
  /** Undefined where no pool can be made, as all below. */
  signIn: SignIn | undefined
  keys: Keys | undefined
  codes: Codes | undefined
}

/**
 * Looks what a target can do, `names` being all operations of the model (`idp.SignUp`): some four hundred calls, two user
 * pools and an identity pool, which are deleted again. When the signal ends it, it says nothing of what it did not come to.
 */
export async function discover(asker: Asker, names: readonly string[]): Promise<Discovery> {
  const lacking = await learnLacking(asker)
  const pool = await makePool(asker, "doctor")
  const other = pool && (await makePool(asker, "doctor-2"))
  const signIn = pool && (await discoverSignIn(asker, pool.id, lacking))
  const keys = pool && (await discoverKeys(asker, { id: pool.id, other: other?.id }, signIn?.accessToken))
  const codes = pool && signIn && (await discoverCodes(asker, pool.id, signIn))
  const services = await discoverServices(asker, pool?.id, signIn?.clientId)
  const operations = await probeOperations(asker, names, lacking, {
    UserPoolId: pool?.id,
    ClientId: signIn?.clientId,
    Username: signIn?.username,
    AccessToken: signIn?.accessToken,
    IdentityPoolId: services.identityPoolId,
    ...FILLED,
  })
  await takeAway(asker, [pool?.id, other?.id], services)
  for (const name of operations.keys()) {
    if (asker.succeeded.has(name)) operations.set(name, true)
    else if (name.startsWith("identity.") && !services.identity) operations.set(name, false)
  }
  return {
    lacking,
    operations,
    region: pool && /^([a-z0-9-]+)_/.exec(pool.id)?.[1],
    accountId: pool?.accountId,
    services,
    signIn,
    keys,
    codes,
  }
}

/** What operations ask for, with values that do no harm. */
const FILLED = {
  AccountId: "123456789012",
  AllowUnauthenticatedIdentities: true,
  ClientName: "poolproof",
  GroupName: "poolproof",
  IdentityPoolName: "poolproof",
  Identifier: "poolproof",
  MaxResults: 1,
  Name: "poolproof",
  ProviderDetails: {},
  ProviderName: "poolproof",
  ProviderType: "OIDC",
  Token: "poolproof",
} as const

async function makePool(
  asker: Asker,
  name: string,
): Promise<{ id: string; accountId: string | undefined } | undefined> {
  const input = { PoolName: `poolproof-${asker.runId}-${name}`, AutoVerifiedAttributes: ["email"] }
  const output = await asker.output("idp.CreateUserPool", input)
  const id = textAt(output, "UserPool", "Id")
  const arn = textAt(output, "UserPool", "Arn")
  return id === undefined ? undefined : { id, accountId: arn && /:(\d{12}):userpool\//.exec(arn)?.[1] }
}

/** What is left after this, the ledger tells to whoever cleans up. */
async function takeAway(
  asker: Asker,
  pools: readonly (string | undefined)[],
  { identityPoolId: IdentityPoolId, domain: Domain }: Services,
): Promise<void> {
  if (Domain) await asker.ask("idp.DeleteUserPoolDomain", { UserPoolId: pools[0], Domain })
  if (IdentityPoolId) await asker.ask("identity.DeleteIdentityPool", { IdentityPoolId })
  for (const UserPoolId of pools) if (UserPoolId) await asker.ask("idp.DeleteUserPool", { UserPoolId })
}
