import {
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserMFAPreferenceCommand,
  AssociateSoftwareTokenCommand,
  type ChallengeNameType,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  SetUserPoolMfaConfigCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { Secret, TOTP } from "otpauth"
import { afterAll, beforeAll, expect, test } from "vitest"
import { password, TestEndpoint } from "../../test-endpoint.ts"

let reference: TestEndpoint
beforeAll(async () => {
  reference = await TestEndpoint.start()
})
afterAll(() => reference.stop())

const sms = { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::123456789012:role/sms" } }
const totp = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate()
const phone = { phone_number: "+15555550100", phone_number_verified: "true" }

async function mfaPool(MfaConfiguration: "ON" | "OPTIONAL", username: string, attributes = {}) {
  const UserPoolId = await reference.newPool()
  await reference.sdk.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId,
      MfaConfiguration,
      SoftwareTokenMfaConfiguration: { Enabled: true },
      SmsMfaConfiguration: sms,
    }),
  )
  const ClientId = await reference.newClient(UserPoolId)
  await reference.newUser(UserPoolId, username, attributes)
  return { UserPoolId, ClientId }
}
const signIn = (ClientId: string, USERNAME: string) =>
  reference.sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD: password },
    }),
  )
const respond = (
  ClientId: string,
  ChallengeName: ChallengeNameType,
  Session: string | undefined,
  ChallengeResponses: Record<string, string>,
) =>
  reference.sdk.send(
    new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses }),
  )

test("required and not set up: TOTP is set up within the sign-in, then asked for, once a code", async () => {
  const { UserPoolId, ClientId } = await mfaPool("ON", "ann")
  const challenge = await signIn(ClientId, "ann")
  expect(challenge.ChallengeName).toBe("MFA_SETUP")
  expect(challenge.ChallengeParameters?.MFAS_CAN_SETUP).toBe('["SOFTWARE_TOKEN_MFA"]')
  const associated = await reference.sdk.send(
    new AssociateSoftwareTokenCommand({ Session: challenge.Session }),
  )
  const secret = associated.SecretCode!
  const verify = (UserCode: string) =>
    reference.sdk.send(new VerifySoftwareTokenCommand({ Session: associated.Session, UserCode }))
  const wrong = totp(secret) === "000000" ? "111111" : "000000"
  await expect(verify(wrong)).rejects.toThrow(
    expect.objectContaining({
      name: "EnableSoftwareTokenMFAException",
      message: "Code mismatch and fail enable Software Token MFA",
    }),
  )
  const verified = await verify(totp(secret))
  expect(verified.Status).toBe("SUCCESS")
  const done = await respond(ClientId, "MFA_SETUP", verified.Session, { USERNAME: "ann" })
  expect(done.AuthenticationResult?.AccessToken).toBeDefined()
  const user = await reference.sdk.send(new AdminGetUserCommand({ UserPoolId, Username: "ann" }))
  expect(user.UserMFASettingList).toEqual(["SOFTWARE_TOKEN_MFA"])

  const again = await signIn(ClientId, "ann")
  expect(again.ChallengeName).toBe("SOFTWARE_TOKEN_MFA")
  const answer = (session: string | undefined, code: string) =>
    respond(ClientId, "SOFTWARE_TOKEN_MFA", session, { USERNAME: "ann", SOFTWARE_TOKEN_MFA_CODE: code })
  await expect(answer(again.Session, wrong)).rejects.toThrow(
    expect.objectContaining({ name: "CodeMismatchException", message: "Invalid code received for user" }),
  )
  const code = totp(secret)
  expect((await answer(again.Session, code)).AuthenticationResult).toBeDefined()
  const replay = await signIn(ClientId, "ann")
  await expect(answer(replay.Session, code)).rejects.toThrow(
    expect.objectContaining({
      name: "ExpiredCodeException",
      message: "Your software token has already been used once.",
    }),
  )
})

test("optional: nothing is asked until the user wants it, then the preferred factor, or which", async () => {
  const { UserPoolId, ClientId } = await mfaPool("OPTIONAL", "bob", phone)
  const { AuthenticationResult } = await signIn(ClientId, "bob")
  const AccessToken = AuthenticationResult!.AccessToken!
  const prefer = (given: object) =>
    reference.sdk.send(new SetUserMFAPreferenceCommand({ AccessToken, ...given }))
  await expect(prefer({ SoftwareTokenMfaSettings: { Enabled: true } })).rejects.toThrow(
    "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA",
  )
  const { SecretCode } = await reference.sdk.send(new AssociateSoftwareTokenCommand({ AccessToken }))
  const UserCode = totp(SecretCode!)
  await reference.sdk.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }))
  await prefer({ SoftwareTokenMfaSettings: { Enabled: true }, SMSMfaSettings: { Enabled: true } })

  const choice = await signIn(ClientId, "bob")
  expect(choice.ChallengeName).toBe("SELECT_MFA_TYPE")
  expect(JSON.parse(choice.ChallengeParameters!.MFAS_CAN_CHOOSE!)).toEqual(
    expect.arrayContaining(["SMS_MFA", "SOFTWARE_TOKEN_MFA"]),
  )
  const bySms = await respond(ClientId, "SELECT_MFA_TYPE", choice.Session, {
    USERNAME: "bob",
    ANSWER: "SMS_MFA",
  })
  expect(bySms.ChallengeName).toBe("SMS_MFA")
  expect(bySms.ChallengeParameters).toMatchObject({
    CODE_DELIVERY_DELIVERY_MEDIUM: "SMS",
    CODE_DELIVERY_DESTINATION: "+*******0100",
  })
  const SMS_MFA_CODE = await reference.lastCode(UserPoolId, "bob")
  const done = await respond(ClientId, "SMS_MFA", bySms.Session, { USERNAME: "bob", SMS_MFA_CODE })
  expect(done.AuthenticationResult).toBeDefined()

  await prefer({ SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } })
  expect((await signIn(ClientId, "bob")).ChallengeName).toBe("SOFTWARE_TOKEN_MFA")
  await reference.sdk.send(
    new AdminSetUserMFAPreferenceCommand({
      UserPoolId,
      Username: "bob",
      SoftwareTokenMfaSettings: { Enabled: false },
      SMSMfaSettings: { Enabled: false },
    }),
  )
  const user = await reference.sdk.send(new AdminGetUserCommand({ UserPoolId, Username: "bob" }))
  expect(user).not.toHaveProperty("UserMFASettingList")
  expect(user).not.toHaveProperty("PreferredMfaSetting")
  const admin = await reference.sdk.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "bob", PASSWORD: password },
    }),
  )
  expect(admin.AuthenticationResult).toBeDefined()
})

test("MFA cannot be off and configured at once (DIR-026)", async () => {
  const UserPoolId = await reference.newPool()
  const SoftwareTokenMfaConfiguration = { Enabled: true }
  await expect(
    reference.sdk.send(new SetUserPoolMfaConfigCommand({ UserPoolId, SoftwareTokenMfaConfiguration })),
  ).rejects.toThrow("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.")
})
