import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  DeleteUserAttributesCommand,
  DeleteUserCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { afterAll, beforeAll, expect, test } from "vitest"
import { password, TestEndpoint } from "../test-endpoint.ts"

let reference: TestEndpoint
let UserPoolId: string
let ClientId: string
beforeAll(async () => {
  reference = await TestEndpoint.start()
  UserPoolId = await reference.newPool({ AutoVerifiedAttributes: ["email"] })
  ClientId = await reference.newClient(UserPoolId)
})
afterAll(() => reference.stop())

const verified = (email: string) => ({ email, email_verified: "true" })
async function accessTokenOf(USERNAME: string, PASSWORD = password): Promise<string> {
  const AuthParameters = { USERNAME, PASSWORD }
  const { AuthenticationResult } = await reference.sdk.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
  )
  return AuthenticationResult!.AccessToken!
}
async function attributesOf(Username: string, pool = UserPoolId): Promise<Record<string, string>> {
  const { UserAttributes } = await reference.sdk.send(new AdminGetUserCommand({ UserPoolId: pool, Username }))
  return Object.fromEntries(UserAttributes!.map(({ Name, Value }) => [Name, Value!]))
}
const fails = (name: string, message: string) => expect.objectContaining({ name, message })

test("a forgotten password is replaced by a code that works once, for an hour", async () => {
  await reference.newUser(UserPoolId, "ann", verified("ann@example.com"))
  const forgot = () => reference.sdk.send(new ForgotPasswordCommand({ ClientId, Username: "ann" }))
  expect((await forgot()).CodeDeliveryDetails).toEqual({
    Destination: "a***@e***",
    DeliveryMedium: "EMAIL",
    AttributeName: "email",
  })
  const confirm = (ConfirmationCode: string, Password = "N3wPassw0rd!") =>
    reference.sdk.send(
      new ConfirmForgotPasswordCommand({ ClientId, Username: "ann", ConfirmationCode, Password }),
    )
  const code = await reference.lastCode(UserPoolId, "ann")
  await expect(confirm(code === "000000" ? "111111" : "000000")).rejects.toThrow(
    fails("CodeMismatchException", "Invalid verification code provided, please try again."),
  )
  await expect(confirm(code, "weak")).rejects.toThrow(
    fails("InvalidPasswordException", "Password does not conform to policy: Password not long enough"),
  )
  await confirm(code)
  await expect(confirm(code)).rejects.toThrow(
    fails("ExpiredCodeException", "Invalid code provided, please request a code again."),
  )
  await expect(accessTokenOf("ann")).rejects.toThrow("Incorrect username or password.")
  expect(await accessTokenOf("ann", "N3wPassw0rd!")).toBeDefined()
  await forgot()
  await reference.control("clock", { userPoolId: UserPoolId, advanceSeconds: 3600 })
  await expect(confirm(await reference.lastCode(UserPoolId, "ann"))).rejects.toThrow(
    expect.objectContaining({ name: "ExpiredCodeException" }),
  )
})

test("without a verified address a password cannot be recovered", async () => {
  await reference.newUser(UserPoolId, "una", { email: "una@example.com" })
  await expect(reference.sdk.send(new ForgotPasswordCommand({ ClientId, Username: "una" }))).rejects.toThrow(
    fails(
      "InvalidParameterException",
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
    ),
  )
})

test("a password is changed by who knows the old one", async () => {
  await reference.newUser(UserPoolId, "bob")
  const AccessToken = await accessTokenOf("bob")
  const change = (PreviousPassword: string) =>
    reference.sdk.send(
      new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword: "Other0ne!" }),
    )
  await expect(change("wrong!")).rejects.toThrow(
    fails("NotAuthorizedException", "Incorrect username or password."),
  )
  await change(password)
  expect(await accessTokenOf("bob", "Other0ne!")).toBeDefined()
})

test("a new address is unverified until its code comes back", async () => {
  await reference.newUser(UserPoolId, "cat", verified("cat@example.com"))
  const AccessToken = await accessTokenOf("cat")
  const update = (Name: string, Value: string) =>
    reference.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }))
  const { CodeDeliveryDetailsList } = await update("email", "new@example.com")
  expect(CodeDeliveryDetailsList).toEqual([
    { Destination: "n***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
  ])
  expect(await attributesOf("cat")).toMatchObject({ email: "new@example.com", email_verified: "false" })
  await reference.sdk.send(
    new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" }),
  )
  const Code = await reference.lastCode(UserPoolId, "cat")
  await reference.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code }))
  expect(await attributesOf("cat")).toMatchObject({ email: "new@example.com", email_verified: "true" })
  await expect(update("email_verified", "false")).rejects.toThrow(
    fails("NotAuthorizedException", "A client attempted to write unauthorized attribute"),
  )
  await expect(
    reference.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "name" })),
  ).rejects.toThrow("Invalid attribute name. Only phone_number and email can be verified.")
  await update("name", "Cat")
  await reference.sdk.send(new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames: ["name"] }))
  expect(await attributesOf("cat")).not.toHaveProperty("name")
})

test("where the pool verifies first, the old address stays until then (DIR-075)", async () => {
  const careful = await reference.newPool({
    UsernameAttributes: ["email"],
    AutoVerifiedAttributes: ["email"],
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
  })
  const client = await reference.newClient(careful)
  await reference.newUser(careful, "old@example.com", { email_verified: "true" })
  const signIn = (USERNAME: string) =>
    reference.sdk.send(
      new InitiateAuthCommand({
        ClientId: client,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME, PASSWORD: password },
      }),
    )
  const AccessToken = (await signIn("old@example.com")).AuthenticationResult!.AccessToken
  const UserAttributes = [{ Name: "email", Value: "new@example.com" }]
  await reference.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }))
  const attributes = await attributesOf("old@example.com", careful)
  expect(attributes).toMatchObject({ email: "old@example.com", email_verified: "true" })
  await expect(signIn("new@example.com")).rejects.toThrow("User does not exist.")
  const Code = await reference.lastCode(careful, attributes.sub!)
  await reference.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code }))
  expect((await signIn("new@example.com")).AuthenticationResult).toBeDefined()
  await expect(signIn("old@example.com")).rejects.toThrow("User does not exist.")
})

test("an administrator invites a user, again if need be, and changes attributes", async () => {
  const create = (given: object = {}) =>
    reference.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: "dan",
        UserAttributes: [{ Name: "email", Value: "dan@example.com" }],
        DesiredDeliveryMediums: ["EMAIL"],
        ...given,
      }),
    )
  await create()
  await expect(create()).rejects.toThrow(fails("UsernameExistsException", "User account already exists"))
  await create({ MessageAction: "RESEND" })
  const { messages } = await reference.control<{ messages: { temporaryPassword: string; body: string }[] }>(
    `messages?userPoolId=${UserPoolId}&username=dan`,
  )
  expect(messages).toHaveLength(2)
  expect(messages[1]!.temporaryPassword).not.toBe(messages[0]!.temporaryPassword)
  expect(messages[1]!.body).toBe(
    `Your username is dan and temporary password is ${messages[1]!.temporaryPassword}. `,
  )
  const UserAttributes = [
    { Name: "email", Value: "d@example.com" },
    { Name: "email_verified", Value: "true" },
  ]
  await reference.sdk.send(
    new AdminUpdateUserAttributesCommand({ UserPoolId, Username: "dan", UserAttributes }),
  )
  expect(await attributesOf("dan")).toMatchObject({ email: "d@example.com", email_verified: "true" })
})

test("a user who is gone is gone", async () => {
  await reference.newUser(UserPoolId, "eve")
  const AccessToken = await accessTokenOf("eve")
  expect(await reference.sdk.send(new DeleteUserCommand({ AccessToken }))).not.toHaveProperty("Username")
  await expect(reference.sdk.send(new GetUserCommand({ AccessToken }))).rejects.toThrow(
    fails("UserNotFoundException", "User does not exist."),
  )
  await expect(
    reference.sdk.send(new AdminDeleteUserCommand({ UserPoolId, Username: "eve" })),
  ).rejects.toThrow(fails("UserNotFoundException", "User does not exist."))
})

test("users are listed by filter, page by page, without repeating", async () => {
  const pool = await reference.newPool()
  const names = ["a1", "a2", "a3", "b1"]
  for (const name of names) await reference.newUser(pool, name, { email: `${name}@example.com` })
  const list = (given: object) => reference.sdk.send(new ListUsersCommand({ UserPoolId: pool, ...given }))
  const seen: string[] = []
  let PaginationToken: string | undefined
  do {
    const answer = await list({ Filter: 'email ^= "a"', Limit: 2, PaginationToken })
    seen.push(...answer.Users!.map(({ Username }) => Username!))
    PaginationToken = answer.PaginationToken
  } while (PaginationToken)
  expect(seen.sort()).toEqual(["a1", "a2", "a3"])
  const { Users } = await list({ AttributesToGet: ["email"], Filter: 'username = "b1"' })
  expect(Users).toMatchObject([{ Attributes: [{ Name: "email", Value: "b1@example.com" }] }])
  await expect(list({ PaginationToken: "nonsense" })).rejects.toThrow("Invalid pagination token given.")
})
