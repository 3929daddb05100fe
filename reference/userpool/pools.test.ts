import {
  AddCustomAttributesCommand,
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientRequest,
  CreateUserPoolCommand,
  type CreateUserPoolRequest,
  DeleteGroupCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  InitiateAuthCommand,
  ListUserPoolClientsCommand,
  ListUsersInGroupCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { decodeJwt } from "jose"
import { afterAll, beforeAll, expect, test } from "vitest"
import { password, TestEndpoint } from "../test-endpoint.ts"

let reference: TestEndpoint
beforeAll(async () => {
  reference = await TestEndpoint.start("--issuer")
})
afterAll(() => reference.stop())

const create = (given: Partial<CreateUserPoolRequest>) =>
  reference.sdk.send(new CreateUserPoolCommand({ PoolName: "p", ...given }))
const describePool = async (UserPoolId: string) =>
  (await reference.sdk.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool!

test("a pool of only a name has the service's defaults (DIR-003)", async () => {
  const { UserPool } = await create({})
  expect(UserPool).toMatchObject({
    Id: expect.stringMatching(/^us-east-1_[0-9A-Za-z]{9}$/),
    MfaConfiguration: "OFF",
    EstimatedNumberOfUsers: 0,
    LambdaConfig: {},
    Policies: {
      PasswordPolicy: {
        MinimumLength: 8,
        RequireUppercase: true,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        TemporaryPasswordValidityDays: 7,
      },
      SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
    },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
    EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
    DeletionProtection: "INACTIVE",
    UserPoolTier: "ESSENTIALS",
  })
  expect(UserPool!.SchemaAttributes!.map(({ Name }) => Name)).toHaveLength(20)
  expect(UserPool!.SchemaAttributes![0]).toMatchObject({ Name: "sub", Required: true, Mutable: false })
})

test.each<[Partial<CreateUserPoolRequest>, string]>([
  [
    { AliasAttributes: ["email"], UsernameAttributes: ["email"] },
    "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
  ],
  [
    { AutoVerifiedAttributes: ["phone_number"] },
    "SMS configuration is required when phone_number is selected for auto verification",
  ],
  [
    { MfaConfiguration: "ON" },
    "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
  ],
  [{ Schema: [{ Name: "x", Required: true }] }, "Required custom attributes are not supported currently."],
  [
    { Schema: [{ Name: "x" }, { Name: "x" }] },
    "Duplicate custom attribute names custom:x are not allowed in a user pool schema.",
  ],
])("%j is refused", async (given, message) => {
  await expect(create(given)).rejects.toThrow(
    expect.objectContaining({ name: "InvalidParameterException", message }),
  )
})

test("an update resets what it leaves out, but keeps policies and MFA (DIR-022)", async () => {
  const id = await reference.newPool({
    AutoVerifiedAttributes: ["email"],
    AliasAttributes: ["email"],
    Policies: { PasswordPolicy: { MinimumLength: 12 } },
  })
  await reference.sdk.send(new UpdateUserPoolCommand({ UserPoolId: id, PoolName: "renamed" }))
  const pool = await describePool(id)
  expect(pool).toMatchObject({ Name: "renamed", AliasAttributes: ["email"] })
  expect(pool).not.toHaveProperty("AutoVerifiedAttributes")
  expect(pool.Policies?.PasswordPolicy?.MinimumLength).toBe(12)
  const mfa = await reference.sdk.send(new GetUserPoolMfaConfigCommand({ UserPoolId: id }))
  expect(mfa).toMatchObject({ MfaConfiguration: "OFF" })
  expect(mfa).not.toHaveProperty("SoftwareTokenMfaConfiguration")
})

test("custom attributes are added, and a pool is deleted with its clients", async () => {
  const id = await reference.newPool()
  const CustomAttributes = [{ Name: "colour", Mutable: true }]
  await reference.sdk.send(new AddCustomAttributesCommand({ UserPoolId: id, CustomAttributes }))
  expect((await describePool(id)).SchemaAttributes!.at(-1)).toMatchObject({
    Name: "custom:colour",
    AttributeDataType: "String",
    StringAttributeConstraints: {},
  })
  const ClientId = await reference.newClient(id)
  await reference.sdk.send(new DeleteUserPoolCommand({ UserPoolId: id }))
  await expect(describePool(id)).rejects.toThrow(
    expect.objectContaining({
      name: "ResourceNotFoundException",
      message: `User pool ${id} does not exist.`,
    }),
  )
  await expect(
    reference.sdk.send(new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH" })),
  ).rejects.toThrow(`User pool client ${ClientId} does not exist.`)
})

test("a client of only a name has the service's defaults, and an update replaces it whole (DIR-041, DIR-049)", async () => {
  const UserPoolId = await reference.newPool()
  const { UserPoolClient } = await reference.sdk.send(
    new CreateUserPoolClientCommand({ UserPoolId, ClientName: "c", AccessTokenValidity: 2 }),
  )
  const { CreationDate, LastModifiedDate, ...client } = UserPoolClient!
  expect(client).toEqual({
    UserPoolId,
    ClientName: "c",
    ClientId: expect.stringMatching(/^[0-9a-z]{26}$/),
    RefreshTokenValidity: 30,
    AccessTokenValidity: 2,
    AllowedOAuthFlowsUserPoolClient: false,
    EnableTokenRevocation: true,
    EnablePropagateAdditionalUserContextData: false,
    AuthSessionValidity: 3,
    TokenValidityUnits: {},
  })
  expect(CreationDate).toEqual(LastModifiedDate)
  const ClientId = client.ClientId
  await reference.sdk.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, AuthSessionValidity: 5 }))
  const updated = await reference.sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))
  expect(updated.UserPoolClient).toMatchObject({ ClientName: "c", AuthSessionValidity: 5 })
  expect(updated.UserPoolClient).not.toHaveProperty("AccessTokenValidity")
  const { UserPoolClients } = await reference.sdk.send(
    new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 1 }),
  )
  expect(UserPoolClients).toEqual([{ ClientId, UserPoolId, ClientName: "c" }])
})

test.each<[Partial<CreateUserPoolClientRequest>, string]>([
  [{ AccessTokenValidity: 25 }, "Invalid range for token validity."],
  [{ WriteAttributes: ["email_verified"] }, "Invalid write attributes specified while creating a client"],
  [{ ReadAttributes: ["custom:no"] }, "Invalid read attributes specified while creating a client"],
  [{ CallbackURLs: ["http://example.com"] }, "http://example.com cannot use the HTTP protocol."],
])("a client with %j is refused", async (given, message) => {
  const UserPoolId = await reference.newPool()
  await expect(reference.newClient(UserPoolId, given)).rejects.toThrow(
    expect.objectContaining({ name: "InvalidParameterException", message }),
  )
})

test("groups go into tokens by precedence, and the foremost role is preferred", async () => {
  const UserPoolId = await reference.newPool()
  const ClientId = await reference.newClient(UserPoolId, {
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
    AccessTokenValidity: 10,
    TokenValidityUnits: { AccessToken: "minutes" },
  })
  await reference.newUser(UserPoolId, "ann")
  const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`
  const groups = [
    { GroupName: "last" },
    { GroupName: "second", Precedence: 2, RoleArn: role("second") },
    { GroupName: "first", Precedence: 1, RoleArn: role("first") },
  ]
  for (const group of groups) {
    await reference.sdk.send(new CreateGroupCommand({ UserPoolId, ...group }))
    const { GroupName } = group
    await reference.sdk.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: "ann", GroupName }))
  }
  await expect(reference.sdk.send(new CreateGroupCommand({ UserPoolId, GroupName: "last" }))).rejects.toThrow(
    expect.objectContaining({ name: "GroupExistsException" }),
  )
  const { AuthenticationResult } = await reference.sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "ann", PASSWORD: password },
    }),
  )
  const id = decodeJwt(AuthenticationResult!.IdToken!)
  expect(id).toMatchObject({
    iss: `${reference.url}/${UserPoolId}`,
    "cognito:groups": ["first", "second", "last"],
    "cognito:roles": [role("first"), role("second")],
    "cognito:preferred_role": role("first"),
  })
  const access = decodeJwt(AuthenticationResult!.AccessToken!)
  expect(access["cognito:groups"]).toEqual(["first", "second", "last"])
  expect(access).not.toHaveProperty("cognito:roles")
  expect([access.exp! - access.iat!, AuthenticationResult!.ExpiresIn]).toEqual([600, 600])
  const discovery = (await (await fetch(`${id.iss}/.well-known/openid-configuration`)).json()) as object
  expect(discovery).toMatchObject({
    issuer: id.iss,
    jwks_uri: `${id.iss}/.well-known/jwks.json`,
    token_endpoint: `${id.iss}/token`,
  })

  const members = await reference.sdk.send(new ListUsersInGroupCommand({ UserPoolId, GroupName: "last" }))
  expect(members.Users!.map(({ Username }) => Username)).toEqual(["ann"])
  await reference.sdk.send(new DeleteGroupCommand({ UserPoolId, GroupName: "last" }))
  const { Groups } = await reference.sdk.send(
    new AdminListGroupsForUserCommand({ UserPoolId, Username: "ann" }),
  )
  expect(Groups!.map(({ GroupName }) => GroupName)).toEqual(["first", "second"])
})
