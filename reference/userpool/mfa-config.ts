import type {
  GetUserPoolMfaConfigRequest,
  GetUserPoolMfaConfigResponse,
  SetUserPoolMfaConfigRequest,
  SetUserPoolMfaConfigResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../errors.ts"
import type { Given, Handler } from "../operation.ts"
import { poolOf } from "./lookup.ts"
import type { UserPool } from "./user-pool.ts"

/** Replaces the pool's MFA: what is left out goes, and without MfaConfiguration it is OFF (DIR-026). */
export const setUserPoolMfaConfig: Handler<SetUserPoolMfaConfigRequest, SetUserPoolMfaConfigResponse> = (
  input,
  context,
) => {
  const pool = poolOf(context, input.UserPoolId)
  const {
    MfaConfiguration: configuration = "OFF",
    SmsMfaConfiguration: sms,
    SoftwareTokenMfaConfiguration: softwareToken,
    EmailMfaConfiguration: email,
    WebAuthnConfiguration: webAuthn,
  } = input
  if (configuration === "OFF" && (sms || softwareToken || email)) {
    invalidParameter("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.")
  }
  if (email && pool.settings.EmailConfiguration?.EmailSendingAccount !== "DEVELOPER") {
    invalidParameter(
      "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT.",
    )
  }
  pool.mfa = {
    configuration,
    ...(sms && { sms }),
    ...(softwareToken && { softwareToken }),
    ...(email && { email }),
    ...(webAuthn && { webAuthn }),
  }
  pool.modified = context.now(pool)
  return report(pool)
}

export const getUserPoolMfaConfig: Handler<GetUserPoolMfaConfigRequest, GetUserPoolMfaConfigResponse> = (
  input,
  context,
) => report(poolOf(context, input.UserPoolId))

function report({ mfa }: UserPool): Given<GetUserPoolMfaConfigResponse> {
  return {
    MfaConfiguration: mfa.configuration,
    ...(mfa.sms && { SmsMfaConfiguration: mfa.sms }),
    ...(mfa.softwareToken && { SoftwareTokenMfaConfiguration: mfa.softwareToken }),
    ...(mfa.email && { EmailMfaConfiguration: mfa.email }),
    ...(mfa.webAuthn && { WebAuthnConfiguration: mfa.webAuthn }),
  }
}
