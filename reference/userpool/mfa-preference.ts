import type {
  AdminSetUserMFAPreferenceRequest,
  AdminSetUserMFAPreferenceResponse,
  SetUserMFAPreferenceRequest,
  SetUserMFAPreferenceResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../errors.ts"
import type { Context, Given, Handler } from "../operation.ts"
import { bearerOf } from "./access-token.ts"
import { poolOf } from "./lookup.ts"
import { userOf } from "./names.ts"
import type { Factor, User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

type Preference = Pick<
  Given<SetUserMFAPreferenceRequest>,
  "SMSMfaSettings" | "SoftwareTokenMfaSettings" | "EmailMfaSettings"
>

export const setUserMfaPreference: Handler<SetUserMFAPreferenceRequest, SetUserMFAPreferenceResponse> = (
  input,
  context,
) => {
  const { pool, user } = bearerOf(context, input.AccessToken)
  return prefer(context, pool, user, input)
}

export const adminSetUserMfaPreference: Handler<
  AdminSetUserMFAPreferenceRequest,
  AdminSetUserMFAPreferenceResponse
> = (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  return prefer(context, pool, userOf(pool, input.Username), input)
}

/** The members that tell a user's factors, absent when there are none (AUTH-085). */
export function mfaMembers({ mfa }: User): { UserMFASettingList?: Factor[]; PreferredMfaSetting?: Factor } {
  return {
    ...(mfa.enabled.size > 0 && { UserMFASettingList: [...mfa.enabled] }),
    ...(mfa.preferred && { PreferredMfaSetting: mfa.preferred }),
  }
}

/** Switches factors on and off; one that is left out stays as it is (AUTH-084). */
function prefer(context: Context, pool: UserPool, user: User, given: Preference): Record<string, never> {
  const wanted = [
    ["SMS_MFA", given.SMSMfaSettings],
    ["SOFTWARE_TOKEN_MFA", given.SoftwareTokenMfaSettings],
    ["EMAIL_OTP", given.EmailMfaSettings],
  ] as const
  if (wanted.filter(([, settings]) => settings?.PreferredMfa).length > 1) {
    invalidParameter("Only one MFA method can be set as preferred.")
  }
  for (const [factor, settings] of wanted) {
    if (settings?.Enabled && !canUse(user, factor)) {
      invalidParameter(`User does not have delivery config set to turn on ${factor}`)
    }
    if (settings?.PreferredMfa && !(settings.Enabled ?? user.mfa.enabled.has(factor))) {
      invalidParameter(`${factor} must be enabled to be preferred`)
    }
  }
  const { mfa } = user
  for (const [factor, settings] of wanted) {
    if (!settings) continue
    if (settings.Enabled) mfa.enabled.add(factor)
    if (settings.Enabled === false) mfa.enabled.delete(factor)
    if (settings.PreferredMfa) mfa.preferred = factor
    else if (mfa.preferred === factor) mfa.preferred = undefined
  }
  user.modified = context.now(pool)
  return {}
}

function canUse(user: User, factor: Factor): boolean {
  if (factor === "SOFTWARE_TOKEN_MFA") return user.mfa.totpSecret !== undefined
  return Boolean(user.attributes.get(factor === "SMS_MFA" ? "phone_number" : "email"))
}
