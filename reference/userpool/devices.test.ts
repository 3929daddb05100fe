import {
  AdminInitiateAuthCommand,
  ConfirmDeviceCommand,
  ForgetDeviceCommand,
  GetDeviceCommand,
  GetUserAuthFactorsCommand,
  InitiateAuthCommand,
  ListDevicesCommand,
  UpdateDeviceStatusCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { decodeJwt } from "jose"
import { afterAll, beforeAll, expect, test } from "vitest"
import { password, TestEndpoint } from "../test-endpoint.ts"

let reference: TestEndpoint
let UserPoolId: string
let ClientId: string
beforeAll(async () => {
  reference = await TestEndpoint.start()
  UserPoolId = await reference.newPool({ DeviceConfiguration: { DeviceOnlyRememberedOnUserPrompt: true } })
  ClientId = await reference.newClient(UserPoolId)
  await reference.newUser(UserPoolId, "ann")
})
afterAll(() => reference.stop())

const PASSWORD = { USERNAME: "ann", PASSWORD: password }
async function signIn(more: Record<string, string> = {}) {
  const AuthParameters = { ...PASSWORD, ...more }
  const command = new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters })
  const { AuthenticationResult } = await reference.sdk.send(command)
  return AuthenticationResult!
}
const refresh = (REFRESH_TOKEN: string | undefined, device: Record<string, string> = {}) =>
  reference.sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: REFRESH_TOKEN!, ...device },
    }),
  )
const invalid = expect.objectContaining({ name: "NotAuthorizedException", message: "Invalid Refresh Token." })
const missing = expect.objectContaining({
  name: "ResourceNotFoundException",
  message: "Device does not exist.",
})

test("a device is new, confirmed, remembered and forgotten", async () => {
  const { AccessToken, RefreshToken, NewDeviceMetadata } = await signIn()
  const DeviceKey = NewDeviceMetadata!.DeviceKey!
  expect(NewDeviceMetadata).toEqual({
    DeviceKey: expect.stringMatching(/^us-east-1_[0-9a-f-]{36}$/),
    DeviceGroupKey: expect.stringMatching(/^-\w{8}$/),
  })
  expect(decodeJwt(AccessToken!)).toMatchObject({ device_key: DeviceKey })
  const list = async () => (await reference.sdk.send(new ListDevicesCommand({ AccessToken }))).Devices
  expect(await list()).toEqual([])
  await expect(refresh(RefreshToken, { DEVICE_KEY: DeviceKey })).rejects.toThrow(invalid)

  const confirm = new ConfirmDeviceCommand({ AccessToken, DeviceKey, DeviceName: "phone" })
  expect(await reference.sdk.send(confirm)).toMatchObject({ UserConfirmationNecessary: true })
  await expect(reference.sdk.send(confirm)).rejects.toThrow("Device already exists.")
  await reference.sdk.send(
    new UpdateDeviceStatusCommand({ AccessToken, DeviceKey, DeviceRememberedStatus: "remembered" }),
  )
  const { Device } = await reference.sdk.send(new GetDeviceCommand({ AccessToken, DeviceKey }))
  expect(await list()).toEqual([Device])
  expect(Device!.DeviceAttributes).toContainEqual({ Name: "device_name", Value: "phone" })
  expect(Device!.DeviceAttributes).toContainEqual({
    Name: "dev:device_remembered_status",
    Value: "remembered",
  })

  await expect(refresh(RefreshToken)).rejects.toThrow(invalid)
  const other = (await signIn()).NewDeviceMetadata!.DeviceKey!
  await expect(refresh(RefreshToken, { DEVICE_KEY: other })).rejects.toThrow(invalid)
  const { AuthenticationResult } = await refresh(RefreshToken, { DEVICE_KEY: DeviceKey })
  expect(decodeJwt(AuthenticationResult!.AccessToken!)).toMatchObject({ device_key: DeviceKey })
  const again = await signIn({ DEVICE_KEY: DeviceKey })
  expect(again).not.toHaveProperty("NewDeviceMetadata")
  expect(decodeJwt(again.AccessToken!)).toMatchObject({ device_key: DeviceKey })

  await reference.sdk.send(new ForgetDeviceCommand({ AccessToken, DeviceKey }))
  await expect(signIn({ DEVICE_KEY: DeviceKey })).rejects.toThrow(missing)
  await expect(refresh(RefreshToken, { DEVICE_KEY: DeviceKey })).rejects.toThrow(invalid)
})

test("an administrator's sign-in is on no device and cannot be refreshed", async () => {
  const { AuthenticationResult } = await reference.sdk.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: PASSWORD,
    }),
  )
  expect(AuthenticationResult).not.toHaveProperty("NewDeviceMetadata")
  await expect(refresh(AuthenticationResult!.RefreshToken)).rejects.toThrow(invalid)
})

test("a user's ways to sign in", async () => {
  const { AccessToken } = await signIn()
  const factors = await reference.sdk.send(new GetUserAuthFactorsCommand({ AccessToken }))
  expect(factors).toMatchObject({ Username: "ann", ConfiguredUserAuthFactors: ["PASSWORD"] })
})
