import type { UserStatusType } from "@aws-sdk/client-cognito-identity-provider"
import type { StoredPassword } from "../crypto/password.ts"

/** A user of a pool. Times are epoch milliseconds on the pool's clock. */
export type User = {
  readonly username: string
  readonly sub: string
  /** By name, `sub` among them. */
  readonly attributes: Map<string, string>
  status: UserStatusType
  enabled: boolean
  readonly created: number
  modified: number
  password: StoredPassword | undefined
  /** Earlier passwords, newest first, as many as the pool's history wants. */
  formerPasswords: StoredPassword[]
  /** When a temporary password ends; only while the status is FORCE_CHANGE_PASSWORD. */
  temporaryPasswordExpires: number | undefined
  /** Codes that were sent and not redeemed. */
  readonly codes: Map<CodePurpose, Code>
  /** New values of attributes that must be verified before they count. */
  readonly pendingAttributes: Map<string, string>
  readonly mfa: UserMfa
  /** Devices that the user signed in on, by key, in a pool that tracks them. */
  readonly devices: Map<string, Device>
  failedSignIns: { count: number; last: number; lockedUntil: number }
  readonly groups: Set<string>
  /** The keys under which the pool's name index finds this user. */
  names: string[]
  /** Goes up when everything is signed out; a sign-in of an earlier generation is revoked. */
  generation: number
}

/** A device of a user: known since a sign-in, the user's own once it was confirmed. */
export type Device = {
  readonly key: string
  name: string | undefined
  readonly created: number
  modified: number
  lastAuthenticated: number
  confirmed: boolean
  remembered: boolean
}

/** What a code is for; an attribute's code goes by the attribute's name. */
export type CodePurpose = "sign-up" | "recovery" | "email" | "phone_number"

/** A code on its way to a user. */
export type Code = {
  readonly value: string
  readonly expires: number
  readonly attribute: "email" | "phone_number"
}

export type Factor = "SMS_MFA" | "SOFTWARE_TOKEN_MFA" | "EMAIL_OTP"

/** A user's second factors. */
type UserMfa = {
  readonly enabled: Set<Factor>
  preferred: Factor | undefined
  /** The secret that AssociateSoftwareToken gave last, until VerifySoftwareToken makes it the verified one. */
  pendingTotpSecret: string | undefined
  totpSecret: string | undefined
  /** The time steps whose codes were used lately: a code works once. */
  usedTotpSteps: number[]
  deviceName: string | undefined
}
