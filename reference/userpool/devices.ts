import type {
  ConfirmDeviceRequest,
  ConfirmDeviceResponse,
  DeviceType,
  ForgetDeviceRequest,
  GetDeviceRequest,
  GetDeviceResponse,
  ListDevicesRequest,
  ListDevicesResponse,
  NewDeviceMetadataType,
  UpdateDeviceStatusRequest,
  UpdateDeviceStatusResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail, invalidParameter } from "../errors.ts"
import type { Context, Given, Handler } from "../operation.ts"
import { type Bearer, bearerOf } from "./access-token.ts"
import { page } from "./pagination.ts"
import type { Device, User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

const defaultListed = 60

/** What a sign-in says of the device that it is made on; administrators' sign-ins are on none (AUTH-097). */
export type DeviceClaim = { readonly key: string | undefined }

/**
 * The device of a sign-in, in a pool that tracks devices: the one that DEVICE_KEY names, or a new one with what the
 * client is told of it (AUTH-100). Throws ResourceNotFoundException for a key that the user has no device for (AUTH-103).
 */
export function deviceOf(
  context: Context,
  pool: UserPool,
  user: User,
  claim: DeviceClaim | undefined,
): { device?: Device; metadata?: Given<NewDeviceMetadataType> } {
  if (!tracksDevices(pool) || !claim) return {}
  const now = context.now(pool)
  if (claim.key !== undefined) {
    const device = knownDevice(user, claim.key)
    device.lastAuthenticated = now
    return { device }
  }
  const key = `${context.region}_${context.random.uuid()}`
  const device: Device = {
    key,
    name: undefined,
    created: now,
    modified: now,
    lastAuthenticated: now,
    confirmed: false,
    remembered: false,
  }
  user.devices.set(key, device)
  return { device, metadata: { DeviceKey: key, DeviceGroupKey: `-${context.random.text(8, alphanumeric)}` } }
}

const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/** Whether the pool knows its users' devices apart. */
export function tracksDevices(pool: UserPool): boolean {
  return pool.settings.DeviceConfiguration !== undefined
}

/** Remembers a new device, unless the pool leaves that to the user (AUTH-101). */
export const confirmDevice: Handler<ConfirmDeviceRequest, ConfirmDeviceResponse> = (input, context) => {
  const { pool, user } = bearerOf(context, input.AccessToken)
  const device = knownDevice(user, input.DeviceKey)
  if (device.confirmed) fail("DeviceKeyExistsException", "Device already exists.")
  const asksUser = pool.settings.DeviceConfiguration?.DeviceOnlyRememberedOnUserPrompt ?? false
  device.confirmed = true
  device.remembered = !asksUser
  device.name = input.DeviceName
  device.modified = context.now(pool)
  return { UserConfirmationNecessary: asksUser }
}

export const getDevice: Handler<GetDeviceRequest, GetDeviceResponse> = (input, context) => {
  const bearer = bearerOf(context, required(input.AccessToken))
  return { Device: describe(context, bearer, confirmedDevice(bearer.user, input.DeviceKey)) }
}

export const listDevices: Handler<ListDevicesRequest, ListDevicesResponse> = (input, context) => {
  const bearer = bearerOf(context, input.AccessToken)
  const confirmed = [...bearer.user.devices.values()].filter((device) => device.confirmed)
  const { items, next } = page(confirmed, input.Limit || defaultListed, input.PaginationToken)
  return {
    Devices: items.map((device) => describe(context, bearer, device)),
    ...(next && { PaginationToken: next }),
  }
}

export const updateDeviceStatus: Handler<UpdateDeviceStatusRequest, UpdateDeviceStatusResponse> = (
  input,
  context,
) => {
  const { pool, user } = bearerOf(context, input.AccessToken)
  const device = confirmedDevice(user, input.DeviceKey)
  device.remembered = input.DeviceRememberedStatus === "remembered"
  device.modified = context.now(pool)
  return {}
}

export const forgetDevice: Handler<ForgetDeviceRequest, void> = (input, context) => {
  const { user } = bearerOf(context, required(input.AccessToken))
  user.devices.delete(confirmedDevice(user, input.DeviceKey).key)
}

function knownDevice(user: User, key: string): Device {
  return user.devices.get(key) ?? fail("ResourceNotFoundException", "Device does not exist.")
}

function confirmedDevice(user: User, key: string): Device {
  const device = knownDevice(user, key)
  return device.confirmed ? device : fail("ResourceNotFoundException", "Device does not exist.")
}

/** The model has AccessToken optional for two operations that nobody calls otherwise. */
function required(accessToken: string | undefined): string {
  return accessToken ?? invalidParameter("Missing required parameter AccessToken")
}

/** A device as its owner sees it (AUTH-104). */
function describe(context: Context, { pool, user }: Bearer, device: Device): Given<DeviceType> {
  const { region, accountId } = context
  const arn = `arn:aws:cognito-idp:${region}:${accountId}:owner/${user.username}.${pool.id}/device/${device.key}`
  const attributes = {
    device_status: "valid",
    ...(device.name !== undefined && { device_name: device.name }),
    "dev:device_arn": arn,
    "dev:device_remembered_status": device.remembered ? "remembered" : "not_remembered",
  }
  return {
    DeviceKey: device.key,
    DeviceAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    DeviceCreateDate: new Date(device.created),
    DeviceLastModifiedDate: new Date(device.modified),
    DeviceLastAuthenticatedDate: new Date(device.lastAuthenticated),
  }
}
