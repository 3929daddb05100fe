import type {
  EmailMfaConfigType,
  GroupType,
  SmsMfaConfigType,
  SoftwareTokenMfaConfigType,
  UserPoolMfaType,
  UserPoolType,
  WebAuthnConfigurationType,
} from "@aws-sdk/client-cognito-identity-provider"
import type { SigningKey } from "../crypto/keys.ts"
import type { Message } from "../messages.ts"
import type { Given } from "../operation.ts"
import type { Session, SrpExchange } from "./auth/session.ts"
import type { SchemaAttribute } from "./schema.ts"
import type { RefreshToken, SignIn } from "./sign-in.ts"
import type { User } from "./user.ts"

/** A user pool and all that lives in it. Times are epoch milliseconds on the pool's clock. */
export type UserPool = {
  readonly id: string
  /** The part of the id after `_`, which SRP calls the pool's name. */
  readonly shortName: string
  readonly created: number
  modified: number
  /** Milliseconds that this pool's clock is ahead of the endpoint's. */
  clockOffset: number
  /** What DescribeUserPool reports, without what is computed: dates, counts, schema, MFA. */
  settings: Given<UserPoolType>
  readonly schema: SchemaAttribute[]
  mfa: MfaSettings
  readonly keys: SigningKeys
  /** Seeds the salts of users that do not exist. */
  readonly secret: Buffer
  /** By username, folded to lower case in a case-insensitive pool. */
  readonly users: Map<string, User>
  /** Every name that finds a user: username, sub, aliases (see names.ts). */
  readonly names: Map<string, User>
  readonly groups: Map<string, Group>
  readonly sessions: Map<string, Session>
  /** SRP exchanges that wait for their proof, by secret block. */
  readonly srpExchanges: Map<string, SrpExchange>
  /** By event_id, which every token of a sign-in carries. */
  readonly signIns: Map<string, SignIn>
  readonly refreshTokens: Map<string, RefreshToken>
  readonly messages: Message[]
}

/** The keys that sign now, and every key that the JWKS lists. */
type SigningKeys = { id: SigningKey; access: SigningKey; listed: SigningKey[] }

/** What SetUserPoolMfaConfig configures; only the factors that were given are there. */
export type MfaSettings = {
  configuration: UserPoolMfaType
  sms?: Given<SmsMfaConfigType>
  softwareToken?: Given<SoftwareTokenMfaConfigType>
  email?: Given<EmailMfaConfigType>
  webAuthn?: Given<WebAuthnConfigurationType>
}

/** A group as GetGroup reports it. */
export type Group = Given<GroupType> & { GroupName: string }
