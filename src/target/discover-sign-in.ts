import { randomBytes } from "node:crypto"
import { decodeJwt, UnsecuredJWT } from "jose"
import { passwordClaim, srpClient, srpTimestamp } from "../wire/srp.ts"
import { totp } from "../wire/totp.ts"
import { type Asker, textAt } from "./asker.ts"
import type { Called } from "./call.ts"
import { isJwt, PASSWORD } from "./doctor-tokens.ts"
import { type Lacking, signatureOf } from "./probe.ts"

/** What became of trying to sign in. */
export interface SignIn {
  /** Auth flows that it has, has not, or of which nobody can tell. */
  flows: Map<string, boolean | undefined>
  /** Names of the challenges that it answered. */
  challenges: Set<string>
  /** Whether a right proof signs in by SRP; undefined without USER_SRP_AUTH. */
  srp: boolean | undefined
  /** What it takes and must not, each in a few words. */
  takes: string[]
  /** The name of the user who was made, and whether names have to be e-mail addresses though nobody asked for that. */
  username: string | undefined
  needsEmail: boolean
  clientId: string | undefined
  accessToken: string | undefined
}

const NO_SUCH_FLOW = "POOLPROOF_NO_SUCH_FLOW"
const FLOWS: Readonly<Record<string, "idp.InitiateAuth" | "idp.AdminInitiateAuth">> = {
  USER_PASSWORD_AUTH: "idp.InitiateAuth",
  USER_SRP_AUTH: "idp.InitiateAuth",
  USER_AUTH: "idp.InitiateAuth",
  CUSTOM_AUTH: "idp.InitiateAuth",
  REFRESH_TOKEN_AUTH: "idp.InitiateAuth",
  REFRESH_TOKEN: "idp.InitiateAuth",
  ADMIN_USER_PASSWORD_AUTH: "idp.AdminInitiateAuth",
  ADMIN_NO_SRP_AUTH: "idp.AdminInitiateAuth",
}
const ALLOWED = ["USER_PASSWORD", "USER_SRP", "CUSTOM", "ADMIN_USER_PASSWORD", "REFRESH_TOKEN"].map(
  (flow) => `ALLOW_${flow}_AUTH`,
)

/** Makes a client and a user in a pool, and signs in by every flow; then tries what must not work. */
export async function discoverSignIn(asker: Asker, UserPoolId: string, lacking: Lacking): Promise<SignIn> {
  const clientId = await makeClient(asker, UserPoolId)
  const found: SignIn = {
    flows: new Map(),
    challenges: new Set(),
    srp: undefined,
    takes: [],
    username: undefined,
    needsEmail: false,
    clientId,
    accessToken: undefined,
  }
  if (clientId === undefined) return found
  for (const name of ["poolproof-doctor", "poolproof-doctor@example.com"]) {
    if (!(await makeUser(asker, UserPoolId, clientId, name))) continue
    found.username = name
    found.needsEmail = name.includes("@")
    break
  }
  if (found.username === undefined) return found
  const attempt = new Attempt(asker, UserPoolId, clientId, found)
  await attempt.everyFlow(lacking)
  await attempt.whatMustNotWork()
  await attempt.newPassword()
  await attempt.softwareToken()
  return found
}

async function makeClient(asker: Asker, UserPoolId: string): Promise<string | undefined> {
  for (const ExplicitAuthFlows of [[...ALLOWED, "ALLOW_USER_AUTH"], ALLOWED]) {
    const input = { UserPoolId, ClientName: "poolproof-doctor", ExplicitAuthFlows }
    const clientId = textAt(
      await asker.output("idp.CreateUserPoolClient", input),
      "UserPoolClient",
      "ClientId",
    )
    if (clientId !== undefined) return clientId
  }
  return undefined
}

/** As an administrator does, or else as the user. */
async function makeUser(
  asker: Asker,
  UserPoolId: string,
  ClientId: string,
  Username: string,
): Promise<boolean> {
  const user = { UserPoolId, Username }
  if (await asker.output("idp.AdminCreateUser", { ...user, MessageAction: "SUPPRESS" }))
    return (
      (await asker.output("idp.AdminSetUserPassword", { ...user, Password: PASSWORD, Permanent: true })) !==
      undefined
    )
  const signedUp = await asker.output("idp.SignUp", { ClientId, Username, Password: PASSWORD })
  return signedUp !== undefined && (await asker.output("idp.AdminConfirmSignUp", user)) !== undefined
}

class Attempt {
  readonly #asker: Asker
  readonly #pool: string
  readonly #client: string
  readonly #user: string
  readonly #found: SignIn
  readonly #srp = srpClient(randomBytes)
  #refreshToken: string | undefined

  constructor(asker: Asker, pool: string, client: string, found: SignIn) {
    this.#asker = asker
    this.#pool = pool
    this.#client = client
    this.#user = found.username!
    this.#found = found
  }

  /** A flow is there unless it is answered as one that does not exist is. */
  async everyFlow(lacking: Lacking): Promise<void> {
    const controls = new Map<string, Called>()
    for (const operation of new Set(Object.values(FLOWS)))
      controls.set(operation, await this.#initiate(operation, NO_SUCH_FLOW))
    if ([...controls.values()].some(hasTokens)) this.#found.takes.push("an auth flow that does not exist")
    for (const [flow, operation] of Object.entries(FLOWS)) {
      const control = controls.get(operation)!
      const called = await this.#initiate(operation, flow)
      this.#remember(called)
      this.#found.flows.set(flow, isThere(called, flow, control, lacking))
    }
  }

  /** Sign-ins and calls that anybody could make who knows nobody's secret. */
  async whatMustNotWork(): Promise<void> {
    const { takes, flows } = this.#found
    const tries = async (what: string, called: Promise<Called>) => {
      if ((await called).answer.kind === "success") takes.push(what)
    }
    if (flows.get("USER_PASSWORD_AUTH")) {
      const wrong = { USERNAME: this.#user, PASSWORD: `${PASSWORD}-not` }
      await tries("a wrong password", this.#initiate("idp.InitiateAuth", "USER_PASSWORD_AUTH", wrong))
    }
    if (flows.get("REFRESH_TOKEN_AUTH")) {
      const wrong = { REFRESH_TOKEN: "nobodys-refresh-token" }
      await tries(
        "a refresh token that nobody was given",
        this.#initiate("idp.InitiateAuth", "REFRESH_TOKEN_AUTH", wrong),
      )
    }
    if (flows.get("USER_SRP_AUTH")) {
      const wrong = [
        await this.#prove(`${PASSWORD}-not`),
        await this.#prove(`${PASSWORD}-not`, { USERNAME: this.#user }),
      ]
      if (wrong.some(hasTokens)) takes.push("an SRP proof of a wrong password")
      this.#found.srp = hasTokens(await this.#prove(PASSWORD))
    }
    const { accessToken } = this.#found
    if (accessToken && (await this.#asker.output("idp.GetUser", { AccessToken: accessToken })))
      await tries(
        "an access token that nobody signed",
        this.#asker.ask("idp.GetUser", { AccessToken: unsigned(accessToken) }),
      )
  }

  /** The challenge that a user meets whom an administrator made. */
  async newPassword(): Promise<void> {
    const Username = this.#user.replace("doctor", "invited")
    const TemporaryPassword = `${PASSWORD}1`
    const user = { UserPoolId: this.#pool, Username, TemporaryPassword, MessageAction: "SUPPRESS" }
    if (!(await this.#asker.output("idp.AdminCreateUser", user))) return
    const parameters = { USERNAME: Username, PASSWORD: TemporaryPassword }
    this.#remember(await this.#initiate("idp.InitiateAuth", "USER_PASSWORD_AUTH", parameters))
  }

  /** Sets TOTP up, and signs in. */
  async softwareToken(): Promise<void> {
    const { accessToken: AccessToken } = this.#found
    if (!AccessToken) return
    const enabled = { Enabled: true }
    const ask = this.#asker
    await ask.ask("idp.SetUserPoolMfaConfig", {
      UserPoolId: this.#pool,
      SoftwareTokenMfaConfiguration: enabled,
      MfaConfiguration: "OPTIONAL",
    })
    const secret = textAt(await ask.output("idp.AssociateSoftwareToken", { AccessToken }), "SecretCode")
    if (!secret || !/^[A-Z2-7]+=*$/i.test(secret)) return
    const code = { AccessToken, UserCode: totp(secret, Date.now() / 1_000) }
    if (!(await ask.output("idp.VerifySoftwareToken", code))) return
    const SoftwareTokenMfaSettings = { ...enabled, PreferredMfa: true }
    await ask.ask("idp.SetUserMFAPreference", { AccessToken, SoftwareTokenMfaSettings })
    this.#remember(await this.#initiate("idp.InitiateAuth", "USER_PASSWORD_AUTH"))
  }

  /** The last answer of a sign-in by SRP, as USER_ID_FOR_SRP unless `responses` say another name. */
  async #prove(password: string, responses: Record<string, string> = {}): Promise<Called> {
    const begun = await this.#initiate("idp.InitiateAuth", "USER_SRP_AUTH")
    const output = outputOf(begun)
    const parameters = (output.ChallengeParameters ?? {}) as Record<string, string>
    const { USER_ID_FOR_SRP = this.#user, SRP_B, SALT, SECRET_BLOCK } = parameters
    if (!SRP_B || !SALT || !SECRET_BLOCK) return begun
    const timestamp = srpTimestamp(new Date())
    const signature = claimOrNone({
      ...this.#srp,
      poolName: this.#pool.replace(/^.*_/, ""),
      userIdForSrp: USER_ID_FOR_SRP,
      password,
      B: SRP_B,
      salt: SALT,
      secretBlock: SECRET_BLOCK,
      timestamp,
    })
    return this.#asker.ask("idp.RespondToAuthChallenge", {
      ClientId: this.#client,
      ChallengeName: "PASSWORD_VERIFIER",
      ...(output.Session !== undefined && { Session: output.Session }),
      ChallengeResponses: {
        USERNAME: USER_ID_FOR_SRP,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP: timestamp,
        ...responses,
      },
    })
  }

  #initiate(operation: string, AuthFlow: string, parameters?: Record<string, string>): Promise<Called> {
    const AuthParameters = parameters ?? {
      USERNAME: this.#user,
      ...(/SRP_AUTH$/.test(AuthFlow) && AuthFlow !== "ADMIN_NO_SRP_AUTH"
        ? { SRP_A: this.#srp.A }
        : { PASSWORD }),
      ...(AuthFlow.startsWith("REFRESH") && { REFRESH_TOKEN: this.#refreshToken ?? "none" }),
    }
    const pool = operation === "idp.AdminInitiateAuth" ? { UserPoolId: this.#pool } : {}
    return this.#asker.ask(operation, { ...pool, ClientId: this.#client, AuthFlow, AuthParameters })
  }

  #remember(called: Called): void {
    const output = outputOf(called)
    const challenge = textAt(output, "ChallengeName")
    if (challenge) this.#found.challenges.add(challenge)
    const token = textAt(output, "AuthenticationResult", "AccessToken")
    if (token && isJwt(token)) this.#found.accessToken ??= token
    this.#refreshToken ??= textAt(output, "AuthenticationResult", "RefreshToken")
  }
}

function isThere(
  called: Called,
  flow: string,
  control: Called,
  { signatures }: Lacking,
): boolean | undefined {
  const { kind } = called.answer
  if (kind === "none" || hasTokens(control)) return undefined
  if (kind === "success") return hasTokens(called) || textAt(outputOf(called), "ChallengeName") !== undefined
  const own = signatureOf(called, flow)
  if (called.unsupported || own === signatureOf(control, NO_SUCH_FLOW) || signatures.has(own)) return false
  return true
}

function outputOf({ answer }: Called): Record<string, unknown> {
  return answer.kind === "success" ? answer.output : {}
}

function hasTokens(called: Called): boolean {
  return textAt(outputOf(called), "AuthenticationResult", "AccessToken") !== undefined
}

/** The same claims, by `alg: none`. */
function unsigned(token: string): string {
  return new UnsecuredJWT(decodeJwt(token)).encode()
}

/** A proof; what is none where the server's half of it cannot be used. */
function claimOrNone(claim: Parameters<typeof passwordClaim>[0]): string {
  try {
    return passwordClaim(claim)
  } catch {
    return Buffer.alloc(32).toString("base64")
  }
}
