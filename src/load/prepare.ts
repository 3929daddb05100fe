import { decodeJwt } from "jose"
import type { Artefact } from "../../load/lib/config.ts"
import type { Expected } from "../../load/lib/tokens.ts"
import { loadUser } from "../../load/lib/users.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { totp } from "../wire/totp.ts"
import type { Admin } from "./admin.ts"
import { inParallel } from "./in-parallel.ts"
import { type PreparedFile, readPrepared, writePrepared } from "./prepared-file.ts"

const ACCESS_HOURS = 24
const ID_HOURS = 23

/** What is to be there before a run. */
export interface PrepareOptions {
  admin: Admin
  runId: string
  seed: number
  users: number
  mfa: number
  identityPool: boolean
  artefacts: readonly Artefact[]
  /** The file of what is kept between runs; without it nothing is. */
  file?: string
  onProgress?: (what: string, done: number, of: number) => void
}

/** A user pool full of users who can be known by their index, and what a sign-in looks like there. */
export interface Prepared extends Omit<PreparedFile, "totp"> {
  artefacts: Partial<Record<Artefact, string[]>>
  expected: Expected
  /** Where one sign-in before the run was not as the client's settings say. The run then expects what it saw. */
  deviations: string[]
  /** How long a sign-in takes without load, in ms. */
  unloadedMs: number
}

/**
 * Prepares a pool through the target's administrator API: users in parallel, and with `file` from where an earlier run
 * stopped. @throws PoolproofError (exit 3) when the target refuses
 */
export async function prepare(options: PrepareOptions): Promise<Prepared> {
  const { admin, seed, users, mfa, file, artefacts, identityPool, onProgress = () => {} } = options
  const kept = file === undefined ? undefined : await stillThere(admin, seed, readPrepared(file))
  const pool = kept ?? (await createPool(admin, options))
  const save = () => file !== undefined && writePrepared(file, pool)
  if (identityPool && pool.identityPoolId === undefined)
    Object.assign(pool, await createIdentityPool(admin, pool, options.runId))
  save()

  const all = users + mfa
  await inParallel(all - pool.users, (n) => createUser(admin, pool, pool.users + n), {
    onDone: (done) => onProgress("users", done, all - pool.users),
    // A high-water mark: what lies beyond it is made once more, which does no harm.
    onEach: (done) => {
      if (done % 200 === 0 && file !== undefined) writePrepared(file, { ...pool, users: pool.users + done })
    },
  })
  pool.users = Math.max(pool.users, all)
  save()

  const { expected, deviations, unloadedMs } = await trySignIn(admin, pool)
  const missing = Array.from({ length: mfa }, (_, n) => users + n).filter(
    (index) => pool.totp[index] === undefined,
  )
  if (missing.length > 0)
    await admin.call("idp.SetUserPoolMfaConfig", {
      UserPoolId: pool.userPoolId,
      SoftwareTokenMfaConfiguration: { Enabled: true },
      MfaConfiguration: "OPTIONAL",
    })
  await inParallel(missing.length, (n) => enrol(admin, pool, missing[n]!), {
    onDone: (done) => onProgress("TOTP", done, missing.length),
  })
  save()

  const tokens: Partial<Record<Artefact, string[]>> = {}
  if (artefacts.includes("totp")) tokens.totp = Array.from({ length: mfa }, (_, n) => pool.totp[users + n]!)
  if (artefacts.some((kind) => kind !== "totp")) {
    const all: { refresh: string[]; access: string[]; id: string[] } = { refresh: [], access: [], id: [] }
    await inParallel(
      users,
      async (index) => {
        const { AccessToken, IdToken, RefreshToken } = await signIn(admin, pool, index)
        Object.assign(all.access, { [index]: AccessToken })
        Object.assign(all.id, { [index]: IdToken })
        Object.assign(all.refresh, { [index]: RefreshToken })
      },
      { onDone: (done) => onProgress("sign-ins", done, users) },
    )
    for (const kind of artefacts) if (kind !== "totp") tokens[kind] = all[kind]
  }
  const { totp: _, ...rest } = pool
  return { ...rest, artefacts: tokens, expected, deviations, unloadedMs }
}

/** What was kept, if its pool is still there. */
async function stillThere(
  admin: Admin,
  seed: number,
  kept: PreparedFile | undefined,
): Promise<PreparedFile | undefined> {
  if (kept === undefined || kept.seed !== seed || kept.endpoint !== admin.target.endpoint("idp"))
    return undefined
  const found = await admin.attempt("idp.DescribeUserPool", { UserPoolId: kept.userPoolId })
  return typeof found === "string" ? undefined : kept
}

async function createPool(admin: Admin, { runId, seed }: PrepareOptions): Promise<PreparedFile> {
  const { UserPool } = (await admin.call("idp.CreateUserPool", { PoolName: `poolproof-load-${runId}` })) as {
    UserPool: { Id: string }
  }
  const { UserPoolClient } = (await admin.call("idp.CreateUserPoolClient", {
    UserPoolId: UserPool.Id,
    ClientName: "load",
    ExplicitAuthFlows: [
      "ALLOW_USER_PASSWORD_AUTH",
      "ALLOW_ADMIN_USER_PASSWORD_AUTH",
      "ALLOW_USER_SRP_AUTH",
      "ALLOW_REFRESH_TOKEN_AUTH",
    ],
    PreventUserExistenceErrors: "ENABLED",
    // Two lifetimes that differ, and from the defaults: whoever mixes tokens up is noticed.
    AccessTokenValidity: ACCESS_HOURS,
    IdTokenValidity: ID_HOURS,
    TokenValidityUnits: { AccessToken: "hours", IdToken: "hours", RefreshToken: "days" },
  })) as { UserPoolClient: { ClientId: string } }
  return {
    endpoint: admin.target.endpoint("idp")!,
    userPoolId: UserPool.Id,
    clientId: UserPoolClient.ClientId,
    seed,
    users: 0,
    totp: {},
  }
}

async function createIdentityPool(
  admin: Admin,
  pool: PreparedFile,
  runId: string,
): Promise<Pick<Required<PreparedFile>, "identityPoolId" | "loginProvider">> {
  const loginProvider = `cognito-idp.${admin.target.region}.amazonaws.com/${pool.userPoolId}`
  const { IdentityPoolId } = await admin.call("identity.CreateIdentityPool", {
    IdentityPoolName: `poolproof-load-${runId}`,
    AllowUnauthenticatedIdentities: false,
    CognitoIdentityProviders: [{ ProviderName: loginProvider, ClientId: pool.clientId }],
  })
  const role = `arn:aws:iam::${admin.target.accountId}:role/poolproof-load`
  await admin.call("identity.SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role } })
  return { identityPoolId: String(IdentityPoolId), loginProvider }
}

async function createUser(admin: Admin, { userPoolId, seed }: PreparedFile, index: number): Promise<void> {
  const { username, password } = loadUser(seed, index)
  const created = await admin.attempt("idp.AdminCreateUser", {
    UserPoolId: userPoolId,
    Username: username,
    MessageAction: "SUPPRESS",
  })
  if (typeof created === "string" && !created.startsWith("UsernameExistsException"))
    throw new PoolproofError(
      `${admin.target.name} cannot be prepared: idp.AdminCreateUser was answered ${created}`,
      3,
    )
  await admin.call("idp.AdminSetUserPassword", {
    UserPoolId: userPoolId,
    Username: username,
    Password: password,
    Permanent: true,
  })
}

interface Signed {
  AccessToken: string
  IdToken: string
  RefreshToken: string
}

async function signIn(admin: Admin, { clientId, seed }: PreparedFile, index: number): Promise<Signed> {
  const { username: USERNAME, password: PASSWORD } = loadUser(seed, index)
  const output = await admin.call("idp.InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: clientId,
    AuthParameters: { USERNAME, PASSWORD },
  })
  const result = output.AuthenticationResult as Signed | undefined
  if (!result?.AccessToken || !result.IdToken)
    throw new PoolproofError(
      `${admin.target.name} cannot be prepared: user ${USERNAME} gets no tokens for the right password, but ${JSON.stringify(output).slice(0, 200)}`,
      3,
    )
  return result
}

/** Gives a user a TOTP secret. It is proven with the code of the step before, so that a run can begin with this step's. */
async function enrol(admin: Admin, pool: PreparedFile, index: number): Promise<void> {
  const { AccessToken } = await signIn(admin, pool, index)
  const { SecretCode } = await admin.call("idp.AssociateSoftwareToken", { AccessToken })
  const UserCode = totp(String(SecretCode), Date.now() / 1000 - 30)
  await admin.call("idp.VerifySoftwareToken", { AccessToken, UserCode })
  const Username = loadUser(pool.seed, index).username
  await admin.call("idp.AdminSetUserMFAPreference", {
    UserPoolId: pool.userPoolId,
    Username,
    SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
  })
  pool.totp[index] = String(SecretCode)
}

/** What a sign-in looks like and how long it takes when nothing else is going on. */
async function trySignIn(
  admin: Admin,
  pool: PreparedFile,
): Promise<Pick<Prepared, "expected" | "deviations" | "unloadedMs">> {
  const durations: number[] = []
  let tokens!: Signed
  for (let i = 0; i < 7; i++) {
    const start = performance.now()
    tokens = await signIn(admin, pool, i % pool.users)
    durations.push(performance.now() - start)
  }
  const last = loadUser(pool.seed, 6 % pool.users).username
  const access = decodeJwt(tokens.AccessToken)
  const id = decodeJwt(tokens.IdToken)
  if (access.username !== last || id["cognito:username"] !== last)
    throw new PoolproofError(
      `${admin.target.name}'s tokens do not say whose they are (username, cognito:username), so that no load could tell users apart`,
      3,
    )
  const seen: Expected = {
    iss: String(access.iss),
    clientId: pool.clientId,
    accessSeconds: Number(access.exp) - Number(access.iat),
    idSeconds: Number(id.exp) - Number(id.iat),
  }
  const wanted: Expected = {
    iss: admin.target.issuer(pool.userPoolId),
    clientId: pool.clientId,
    accessSeconds: ACCESS_HOURS * 3600,
    idSeconds: ID_HOURS * 3600,
  }
  const deviations = (Object.keys(wanted) as (keyof Expected)[])
    .filter((name) => seen[name] !== wanted[name])
    .map((name) => `${name}: ${seen[name]} instead of ${wanted[name]}`)
  return { expected: seen, deviations, unloadedMs: durations.sort((a, b) => a - b)[3]! }
}
