import { createHash } from "node:crypto"
import type {
  GetCredentialsForIdentityInput,
  GetCredentialsForIdentityResponse,
} from "@aws-sdk/client-cognito-identity"
import type { Context, Handler } from "../operation.ts"
import { authenticate } from "./linking.ts"
import { misconfigured, roleFor } from "./roles.ts"
import { type RoleSession, stateOf } from "./state.ts"

const keyAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** The enhanced flow (IDP-094..097). */
export const getCredentialsForIdentity: Handler<
  GetCredentialsForIdentityInput,
  GetCredentialsForIdentityResponse
> = (input, context) => {
  const { identity, logins } = authenticate(context, input.IdentityId, input.Logins)
  const role = parseRole(roleFor(identity.pool, logins, input.CustomRoleArn))
  if (role?.accountId !== context.accountId) misconfigured()
  const issued = issueCredentials(context, role, "CognitoIdentityCredentials", 3600)
  return {
    Credentials: {
      AccessKeyId: issued.accessKeyId,
      Expiration: issued.expiration,
      SecretKey: issued.secretAccessKey,
      SessionToken: issued.sessionToken,
    },
    IdentityId: identity.id,
  }
}

/** A role's account and name, without its path. */
export type Role = { readonly accountId: string; readonly name: string; readonly id: string }

/** Undefined when the ARN is not a role's. */
export function parseRole(arn: string): Role | undefined {
  const [, accountId, name] =
    /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:[!-~]+\/)?([\w+=,.@-]+)$/.exec(arn) ?? []
  if (!accountId || !name) return undefined
  const digest = createHash("sha256").update(arn).digest()
  return {
    accountId,
    name,
    id: `AROA${Array.from(digest.subarray(0, 17), (byte) => keyAlphabet[byte % 32]).join("")}`,
  }
}

/** Credentials of an assumed role. */
export type RoleCredentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiration: Date
  readonly session: RoleSession
}

/** Makes credentials that sign for the role from now on, for so many seconds. */
export function issueCredentials(
  context: Context,
  role: Role,
  sessionName: string,
  seconds: number,
): RoleCredentials {
  const { random, store } = context
  const accessKeyId = `ASIA${random.text(16, keyAlphabet)}`
  const secretAccessKey = random.bytes(30).toString("base64")
  const sessionToken = random.bytes(192).toString("base64")
  const expiration = new Date((Math.floor(context.now() / 1000) + seconds) * 1000)
  const session = {
    arn: `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
    userId: `${role.id}:${sessionName}`,
  }
  store.issuedCredentials.set(accessKeyId, { secretAccessKey, sessionToken, expires: expiration.getTime() })
  stateOf(context).roleSessions.set(accessKeyId, session)
  return { accessKeyId, secretAccessKey, sessionToken, expiration, session }
}
