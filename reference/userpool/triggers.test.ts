import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  type LambdaConfigType,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { decodeJwt } from "jose"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { password, TestEndpoint } from "../test-endpoint.ts"

type Event = Record<string, unknown> & {
  triggerSource: string
  userName: string
  request: Record<string, unknown>
  response: Record<string, unknown>
}
type Answer = (event: Event) => unknown

let reference: TestEndpoint
let lambda: Server
let pool: string
let ClientId: string
/** What functions do, by trigger source; without an entry they return the event as it is. */
let functions: Record<string, Answer> = {}
let events: Event[] = []

/** Plays Lambda's Invoke REST API. */
beforeAll(async () => {
  lambda = createServer(async (request, response) => {
    let body = ""
    for await (const chunk of request) body += chunk
    const event = JSON.parse(body) as Event
    events.push(event)
    try {
      const answer = functions[event.triggerSource]?.(event)
      response.end(JSON.stringify(answer === undefined ? event : answer))
    } catch (error) {
      response.setHeader("x-amz-function-error", "Unhandled")
      response.end(JSON.stringify({ errorMessage: (error as Error).message, errorType: "Error" }))
    }
  })
  await new Promise<void>((resolve) => lambda.listen(0, "127.0.0.1", resolve))
  reference = await TestEndpoint.start()
  const { port } = lambda.address() as AddressInfo
  await reference.control("lambda", { endpoint: `http://127.0.0.1:${port}` })
  pool = await reference.newPool({ AutoVerifiedAttributes: ["email"] })
  ClientId = await reference.newClient(pool, {
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  })
})
beforeEach(() => {
  functions = {}
  events = []
})
afterAll(async () => {
  lambda.close()
  await reference.stop()
})

const arn = "arn:aws:lambda:us-east-1:123456789012:function:f"
const attach = (LambdaConfig: LambdaConfigType) =>
  reference.sdk.send(
    new UpdateUserPoolCommand({ UserPoolId: pool, LambdaConfig, AutoVerifiedAttributes: ["email"] }),
  )
const signUp = (Username: string) =>
  reference.sdk.send(
    new SignUpCommand({
      ClientId,
      Username,
      Password: password,
      UserAttributes: [{ Name: "email", Value: `${Username}@example.com` }],
      ClientMetadata: { from: "test" },
    }),
  )
const signIn = (USERNAME: string) =>
  reference.sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD: password },
      ClientMetadata: { from: "test" },
    }),
  )
const sources = () => events.map(({ triggerSource }) => triggerSource)

test("sign-up: PreSignUp, CustomMessage, PostConfirmation", async () => {
  await attach({ PreSignUp: arn, CustomMessage: arn, PostConfirmation: arn })
  functions.CustomMessage_SignUp = (event) => ({
    ...event,
    response: { emailSubject: "Hello", emailMessage: `Take ${event.request.codeParameter}` },
  })
  const { UserSub } = await signUp("ann")
  expect(events[0]).toEqual({
    version: "1",
    triggerSource: "PreSignUp_SignUp",
    region: "us-east-1",
    userPoolId: pool,
    userName: "ann",
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
    request: {
      userAttributes: { email: "ann@example.com" },
      validationData: null,
      clientMetadata: { from: "test" },
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  })
  const { messages } = await reference.control<{
    messages: { subject: string; body: string; code: string }[]
  }>(`messages?userPoolId=${pool}&to=ann@example.com`)
  expect(messages[0]).toMatchObject({ subject: "Hello", body: `Take ${messages[0]!.code}` })
  const ConfirmationCode = messages[0]!.code
  await reference.sdk.send(new ConfirmSignUpCommand({ ClientId, Username: "ann", ConfirmationCode }))
  expect(sources()).toEqual(["PreSignUp_SignUp", "CustomMessage_SignUp", "PostConfirmation_ConfirmSignUp"])
  expect(events[2]!.request.userAttributes).toMatchObject({
    sub: UserSub,
    email_verified: "true",
    "cognito:user_status": "CONFIRMED",
  })
})

test("an invitation: ClientMetadata is for PreSignUp, whose answer does not count (TRG-077, TRG-086)", async () => {
  await attach({ PreSignUp: arn, CustomMessage: arn })
  functions.PreSignUp_AdminCreateUser = (event) => ({ ...event, response: { autoConfirmUser: true } })
  const { User } = await reference.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: pool,
      Username: "inv",
      UserAttributes: [{ Name: "email", Value: "inv@example.com" }],
      DesiredDeliveryMediums: ["EMAIL"],
      ClientMetadata: { from: "test" },
    }),
  )
  expect(User?.UserStatus).toBe("FORCE_CHANGE_PASSWORD")
  expect(sources()).toEqual(["PreSignUp_AdminCreateUser", "CustomMessage_AdminCreateUser"])
  expect(events[0]).toMatchObject({
    callerContext: { clientId: "CLIENT_ID_NOT_APPLICABLE" },
    request: { clientMetadata: { from: "test" } },
  })
  expect(events[1]!.request).toMatchObject({ codeParameter: "{####}", usernameParameter: "{username}" })
  expect(events[1]!.request).not.toHaveProperty("clientMetadata")
})

test("PreSignUp may confirm and verify at once", async () => {
  await attach({ PreSignUp: arn })
  functions.PreSignUp_SignUp = (event) => ({
    ...event,
    response: { autoConfirmUser: true, autoVerifyEmail: true },
  })
  const answer = await signUp("bob")
  expect(answer.UserConfirmed).toBe(true)
  expect(answer).not.toHaveProperty("CodeDeliveryDetails")
  expect((await signIn("bob")).AuthenticationResult).toBeDefined()
})

test.each([
  [
    "throws",
    () => {
      throw new Error("nope")
    },
    "UserLambdaValidationException",
    "PreSignUp failed with error nope.",
  ],
  [
    "returns null",
    () => null,
    "InvalidLambdaResponseException",
    "Invalid lambda function output : Invalid JSON",
  ],
  ["returns {}", () => ({}), "InvalidLambdaResponseException", "Unrecognizable lambda output"],
])("a function that %s", async (_how, answer: Answer, name, message) => {
  await attach({ PreSignUp: arn })
  functions.PreSignUp_SignUp = answer
  await expect(signUp("cat")).rejects.toThrow(expect.objectContaining({ name, message }))
})

test("a failing PostConfirmation leaves the user confirmed", async () => {
  await attach({ PostConfirmation: arn })
  await signUp("dan")
  functions.PostConfirmation_ConfirmSignUp = () => {
    throw new Error("late")
  }
  const confirm = new AdminConfirmSignUpCommand({ UserPoolId: pool, Username: "dan" })
  await expect(reference.sdk.send(confirm)).rejects.toThrow("PostConfirmation failed with error late.")
  await expect(reference.sdk.send(confirm)).rejects.toThrow("Current status is CONFIRMED")
})

test("sign-in: authentication triggers, and claims changed by version", async () => {
  await attach({ PreAuthentication: arn, PostAuthentication: arn, PreTokenGeneration: arn })
  functions.TokenGeneration_Authentication = (event) => ({
    ...event,
    response: {
      claimsOverrideDetails: {
        claimsToAddOrOverride: { colour: "red", sub: "forged", gone: "x" },
        claimsToSuppress: ["email", "gone"],
        groupOverrideDetails: { groupsToOverride: ["g"] },
      },
    },
  })
  const { AuthenticationResult } = await signIn("ann")
  expect(sources()).toEqual([
    "PreAuthentication_Authentication",
    "PostAuthentication_Authentication",
    "TokenGeneration_Authentication",
  ])
  expect(events[0]!.request.validationData).toEqual({ from: "test" })
  expect(events[1]!.request).not.toHaveProperty("clientMetadata")
  const id = decodeJwt(AuthenticationResult!.IdToken!)
  expect(id).toMatchObject({ colour: "red", "cognito:groups": ["g"] })
  expect(id.sub).not.toBe("forged")
  expect(id).not.toHaveProperty("email")
  expect(id).not.toHaveProperty("gone")
  const access = decodeJwt(AuthenticationResult!.AccessToken!)
  expect(access).not.toHaveProperty("colour")
  expect(access["cognito:groups"]).toEqual(["g"])

  await attach({ PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: arn } })
  functions.TokenGeneration_RefreshTokens = (event) => ({
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: { claimsToAddOrOverride: { level: [3] }, scopesToAdd: ["a/b"] },
      },
    },
  })
  const refreshed = await reference.sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "REFRESH_TOKEN",
      AuthParameters: { REFRESH_TOKEN: AuthenticationResult!.RefreshToken! },
    }),
  )
  expect(events.at(-1)).toMatchObject({
    version: "2",
    request: { scopes: ["aws.cognito.signin.user.admin"] },
  })
  expect(decodeJwt(refreshed.AuthenticationResult!.AccessToken!)).toMatchObject({
    level: [3],
    scope: "aws.cognito.signin.user.admin a/b",
  })
})

test("an unknown user is migrated, once", async () => {
  await attach({ UserMigration: arn })
  functions.UserMigration_Authentication = (event) => ({
    ...event,
    response: {
      userAttributes: { email: "mig@example.com", email_verified: "true" },
      finalUserStatus: "CONFIRMED",
      messageAction: "SUPPRESS",
    },
  })
  expect((await signIn("mig")).AuthenticationResult).toBeDefined()
  expect(events[0]).toMatchObject({
    userName: "mig",
    request: { password, validationData: { from: "test" } },
  })
  expect((await signIn("mig")).AuthenticationResult).toBeDefined()
  expect(events).toHaveLength(1)
})

test("a custom sign-in: a wrong answer asks again, a right one gives tokens", async () => {
  await attach({ DefineAuthChallenge: arn, CreateAuthChallenge: arn, VerifyAuthChallengeResponse: arn })
  functions.DefineAuthChallenge_Authentication = (event) => {
    const last = (event.request.session as { challengeResult: boolean }[]).at(-1)
    return {
      ...event,
      response: last?.challengeResult
        ? { issueTokens: true, failAuthentication: false }
        : { challengeName: "CUSTOM_CHALLENGE", issueTokens: false, failAuthentication: false },
    }
  }
  functions.CreateAuthChallenge_Authentication = (event) => ({
    ...event,
    response: {
      publicChallengeParameters: { question: "2+2" },
      privateChallengeParameters: { answer: "4" },
      challengeMetadata: "sum",
    },
  })
  functions.VerifyAuthChallengeResponse_Authentication = (event) => {
    const { privateChallengeParameters, challengeAnswer } = event.request
    const { answer } = privateChallengeParameters as { answer: string }
    return { ...event, response: { answerCorrect: answer === challengeAnswer } }
  }
  const start = await reference.sdk.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "ann" } }),
  )
  expect(start).toMatchObject({
    ChallengeName: "CUSTOM_CHALLENGE",
    ChallengeParameters: { question: "2+2", USERNAME: "ann" },
  })
  expect(events[0]!.request.session).toEqual([])
  const answer = (Session: string | undefined, ANSWER: string) =>
    reference.sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: "CUSTOM_CHALLENGE",
        Session,
        ChallengeResponses: { USERNAME: "ann", ANSWER },
      }),
    )
  const again = await answer(start.Session, "5")
  expect(again.ChallengeName).toBe("CUSTOM_CHALLENGE")
  expect(again.Session).not.toBe(start.Session)
  const define = events.filter(({ triggerSource }) => triggerSource.startsWith("Define"))
  expect(define[1]!.request.session).toEqual([
    { challengeName: "CUSTOM_CHALLENGE", challengeResult: false, challengeMetadata: "sum" },
  ])
  await expect(answer(start.Session, "4")).rejects.toThrow("session can only be used once")
  expect((await answer(again.Session, "4")).AuthenticationResult?.IdToken).toBeDefined()
})

test("without a Lambda endpoint no trigger can be invoked", async () => {
  const lonely = await TestEndpoint.start()
  try {
    const UserPoolId = await lonely.newPool({ LambdaConfig: { PreSignUp: arn } })
    const client = await lonely.newClient(UserPoolId)
    await expect(
      lonely.sdk.send(new SignUpCommand({ ClientId: client, Username: "u", Password: password })),
    ).rejects.toThrow("PreSignUp invocation failed due to error AccessDeniedException.")
  } finally {
    await lonely.stop()
  }
})
