import type {
  PasswordPolicyType,
  UserPoolMfaType,
  UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail, invalidParameter } from "../errors.ts"
import type { Given } from "../operation.ts"
import type { UserPool } from "./user-pool.ts"

/** What CreateUserPool and UpdateUserPool set. */
export type Settings = Omit<
  Given<UserPoolType>,
  "Id" | "Name" | "Arn" | "CreationDate" | "LastModifiedDate" | "SchemaAttributes" | "MfaConfiguration"
>

const defaultTemporaryPasswordDays = 7

/** Settings with the service's defaults where nothing was given (DIR-003). */
export function defaultSettings(given: Settings): Settings {
  const policy: Given<PasswordPolicyType> = {
    MinimumLength: 8,
    RequireUppercase: true,
    RequireLowercase: true,
    RequireNumbers: true,
    RequireSymbols: true,
    ...(given.Policies?.PasswordPolicy && allFalse),
    ...given.Policies?.PasswordPolicy,
  }
  policy.TemporaryPasswordValidityDays ||=
    given.AdminCreateUserConfig?.UnusedAccountValidityDays || defaultTemporaryPasswordDays
  return {
    ...given,
    Policies: {
      PasswordPolicy: policy,
      SignInPolicy: given.Policies?.SignInPolicy ?? { AllowedFirstAuthFactors: ["PASSWORD"] },
    },
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      ...given.AdminCreateUserConfig,
      UnusedAccountValidityDays: policy.TemporaryPasswordValidityDays,
    },
    EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT", ...given.EmailConfiguration },
    VerificationMessageTemplate: {
      DefaultEmailOption: "CONFIRM_WITH_CODE",
      ...given.VerificationMessageTemplate,
    },
    LambdaConfig: given.LambdaConfig ?? {},
    DeletionProtection: given.DeletionProtection ?? "INACTIVE",
    UserPoolTier: given.UserPoolTier ?? "ESSENTIALS",
    UserPoolTags: given.UserPoolTags ?? {},
  }
}

/** A policy that is given at all asks only for what it names. */
const allFalse = {
  RequireUppercase: false,
  RequireLowercase: false,
  RequireNumbers: false,
  RequireSymbols: false,
}

/**
 * Throws InvalidParameterException for settings that contradict each other (DIR-013 to DIR-019, TRG-003), and
 * FeatureUnavailableInTierException for what the pool's plan does not have (DIR-005, TRG-008).
 */
export function requireConsistent(given: Settings, mfa: UserPoolMfaType): void {
  const autoVerified = given.AutoVerifiedAttributes ?? []
  if (given.AliasAttributes?.length && given.UsernameAttributes?.length) {
    invalidParameter("Only one of the aliasAttributes or usernameAttributes can be set in a User pool.")
  }
  if (autoVerified.includes("phone_number") && !given.SmsConfiguration) {
    invalidParameter("SMS configuration is required when phone_number is selected for auto verification")
  }
  if (mfa !== "OFF" && !given.SmsConfiguration) {
    invalidParameter(
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    )
  }
  const factors = given.Policies?.SignInPolicy?.AllowedFirstAuthFactors
  if (factors && !factors.includes("PASSWORD")) {
    invalidParameter("Password should be configured as one of the allowed first auth factors.")
  }
  if (
    given.AdminCreateUserConfig?.UnusedAccountValidityDays !== undefined &&
    given.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays !== undefined
  ) {
    invalidParameter(
      "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
    )
  }
  const verifyFirst = given.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? []
  if (!verifyFirst.every((attribute) => autoVerified.includes(attribute))) {
    invalidParameter(
      "All attributes in AttributesRequireVerificationBeforeUpdate should be present in AutoVerifiedAttributes",
    )
  }
  const { PreTokenGeneration, PreTokenGenerationConfig } = given.LambdaConfig ?? {}
  if (
    PreTokenGeneration &&
    PreTokenGenerationConfig &&
    PreTokenGeneration !== PreTokenGenerationConfig.LambdaArn
  ) {
    invalidParameter("Legacy PreTokenGeneration and PreTokenGenerationConfig must name the same function")
  }
  if (given.UserPoolTier === "LITE" && (PreTokenGenerationConfig?.LambdaVersion ?? "V1_0") !== "V1_0") {
    fail(
      "FeatureUnavailableInTierException",
      "The following feature is not available for the LITE pricing tier configured: Access token customization",
    )
  }
}

/** The pool's password rules. */
export function passwordPolicy(pool: UserPool): Given<PasswordPolicyType> {
  return pool.settings.Policies!.PasswordPolicy!
}
