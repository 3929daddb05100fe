import { createHmac } from "node:crypto"
import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  CreateUserPoolClientCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  type SignUpRequest,
} from "@aws-sdk/client-cognito-identity-provider"
import { afterAll, beforeAll, expect, test } from "vitest"
import { password as Password, TestEndpoint } from "../test-endpoint.ts"

let reference: TestEndpoint
let pool: string
let ClientId: string
beforeAll(async () => {
  reference = await TestEndpoint.start("--seed", "1")
  pool = await reference.newPool({ AutoVerifiedAttributes: ["email"] })
  ClientId = await reference.newClient(pool)
})
afterAll(() => reference.stop())

const signUp = (given: Partial<SignUpRequest>) =>
  reference.sdk.send(new SignUpCommand({ ClientId, Username: "u", Password, ...given }))
const email = (Value: string) => [{ Name: "email", Value }]
const confirm = (Username: string, ConfirmationCode: string, client = ClientId) =>
  reference.sdk.send(new ConfirmSignUpCommand({ ClientId: client, Username, ConfirmationCode }))
const fails = (name: string, message: string | RegExp) =>
  expect.objectContaining({
    name,
    message: typeof message === "string" ? message : expect.stringMatching(message),
  })

test("a new user is sent a code, and confirmed by it once", async () => {
  const { $metadata, ...answer } = await signUp({ Username: "ann", UserAttributes: email("ann@example.com") })
  expect(answer).toEqual({
    UserConfirmed: false,
    UserSub: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    CodeDeliveryDetails: { Destination: "a***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
  })
  const code = await reference.lastCode(pool, "ann")
  expect(code).toMatch(/^\d{6}$/)
  await expect(confirm("ann", code === "000000" ? "111111" : "000000")).rejects.toThrow(
    fails("CodeMismatchException", "Invalid verification code provided, please try again."),
  )
  await confirm("ann", code)
  const user = await reference.sdk.send(new AdminGetUserCommand({ UserPoolId: pool, Username: "ann" }))
  expect(user.UserStatus).toBe("CONFIRMED")
  expect(user.UserAttributes?.[0]).toEqual({ Name: "sub", Value: answer.UserSub })
  expect(user.UserAttributes).toContainEqual({ Name: "email_verified", Value: "true" })
  await expect(confirm("ann", code)).rejects.toThrow(
    fails("NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED"),
  )
})

test("a code ends when a newer is sent, and after a day", async () => {
  await signUp({ Username: "bob", UserAttributes: email("bob@example.com") })
  const first = await reference.lastCode(pool, "bob")
  await reference.sdk.send(new ResendConfirmationCodeCommand({ ClientId, Username: "bob" }))
  const second = await reference.lastCode(pool, "bob")
  expect(second).not.toBe(first)
  await expect(confirm("bob", first)).rejects.toThrow(fails("CodeMismatchException", /./))
  await reference.control("clock", { userPoolId: pool, advanceSeconds: 24 * 3600 })
  await expect(confirm("bob", second)).rejects.toThrow(
    fails("ExpiredCodeException", "Invalid code provided, please request a code again."),
  )
})

test.each([
  ["Ab1!", "Password not long enough"],
  ["passw0rd!", "Password must have uppercase characters"],
  ["PASSW0RD!", "Password must have lowercase characters"],
  ["Password!", "Password must have numeric characters"],
  ["Passw0rdd", "Password must have symbol characters"],
])("password %s: %s", async (Password, reason) => {
  await expect(signUp({ Password })).rejects.toThrow(
    fails("InvalidPasswordException", `Password did not conform with policy: ${reason}`),
  )
})

test("what a client may not write, or the schema does not know, is refused", async () => {
  await expect(signUp({ UserAttributes: [{ Name: "email_verified", Value: "true" }] })).rejects.toThrow(
    fails("NotAuthorizedException", "A client attempted to write unauthorized attribute"),
  )
  await expect(signUp({ UserAttributes: [{ Name: "custom:x", Value: "1" }] })).rejects.toThrow(
    fails("InvalidParameterException", /Type for attribute \{custom:x\} could not be determined$/),
  )
  const strict = await reference.newPool({ Schema: [{ Name: "name", Required: true }] })
  await expect(signUp({ ClientId: await reference.newClient(strict) })).rejects.toThrow(
    fails(
      "InvalidParameterException",
      "Attributes did not conform to the schema: name: The attribute is required\n",
    ),
  )
})

test("a client with a secret proves it", async () => {
  const { UserPoolClient } = await reference.sdk.send(
    new CreateUserPoolClientCommand({ UserPoolId: pool, ClientName: "s", GenerateSecret: true }),
  )
  const { ClientId: id, ClientSecret } = UserPoolClient!
  const SecretHash = createHmac("sha256", ClientSecret!).update(`cat${id}`).digest("base64")
  const given = { ClientId: id!, Username: "cat" }
  await expect(signUp(given)).rejects.toThrow(
    fails(
      "NotAuthorizedException",
      `Client ${id} is configured with secret but SECRET_HASH was not received`,
    ),
  )
  await expect(signUp({ ...given, SecretHash: "x" })).rejects.toThrow(
    fails("NotAuthorizedException", `Unable to verify secret hash for client ${id}`),
  )
  expect(await signUp({ ...given, SecretHash })).toMatchObject({ UserConfirmed: false })
})

test("in an e-mail pool the address is the name, and the sub the username", async () => {
  const mails = await reference.newPool({ UsernameAttributes: ["email"], AutoVerifiedAttributes: ["email"] })
  const client = await reference.newClient(mails)
  await expect(signUp({ ClientId: client, Username: "dan" })).rejects.toThrow(
    fails("InvalidParameterException", "Username should be an email."),
  )
  const { UserSub } = await signUp({ ClientId: client, Username: "dan@example.com" })
  await expect(signUp({ ClientId: client, Username: "dan@example.com" })).rejects.toThrow(
    fails("UsernameExistsException", "An account with the given email already exists."),
  )
  await confirm("dan@example.com", await reference.lastCode(mails, UserSub!), client)
  const user = await reference.sdk.send(
    new AdminGetUserCommand({ UserPoolId: mails, Username: "dan@example.com" }),
  )
  expect(user.Username).toBe(UserSub)
})

test("an alias belongs to who verified it first, unless it is forced over", async () => {
  const aliases = await reference.newPool({ AliasAttributes: ["email"], AutoVerifiedAttributes: ["email"] })
  const client = await reference.newClient(aliases)
  for (const Username of ["eve", "fay"]) {
    await signUp({ ClientId: client, Username, UserAttributes: email("both@example.com") })
  }
  await confirm("eve", await reference.lastCode(aliases, "eve"), client)
  const code = await reference.lastCode(aliases, "fay")
  await expect(confirm("fay", code, client)).rejects.toThrow(
    fails("AliasExistsException", "An account with the email already exists."),
  )
  const force = { ClientId: client, Username: "fay", ConfirmationCode: code, ForceAliasCreation: true }
  await reference.sdk.send(new ConfirmSignUpCommand(force))
  const named = await reference.sdk.send(
    new AdminGetUserCommand({ UserPoolId: aliases, Username: "both@example.com" }),
  )
  expect(named.Username).toBe("fay")
  const before = await reference.sdk.send(new AdminGetUserCommand({ UserPoolId: aliases, Username: "eve" }))
  expect(before.UserAttributes).toContainEqual({ Name: "email_verified", Value: "false" })
})

test("who does not exist is told or hidden, as the client wants", async () => {
  const hiding = await reference.newClient(pool, { PreventUserExistenceErrors: "ENABLED" })
  const forgot = (client: string) =>
    reference.sdk.send(new ForgotPasswordCommand({ ClientId: client, Username: "nobody@example.com" }))
  await expect(forgot(ClientId)).rejects.toThrow(
    fails("UserNotFoundException", "Username/client id combination not found."),
  )
  expect((await forgot(hiding)).CodeDeliveryDetails?.Destination).toBe("n***@e***")
  await expect(confirm("nobody", "123456")).rejects.toThrow(fails("UserNotFoundException", /./))
  await expect(confirm("nobody", "123456", hiding)).rejects.toThrow(fails("ExpiredCodeException", /./))
})
