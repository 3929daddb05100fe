import { createHmac } from "node:crypto"
import type { CodeDeliveryDetailsType } from "@aws-sdk/client-cognito-identity-provider"
import type { Given } from "../operation.ts"
import { hyphenated } from "../random.ts"
import { isEmail, isPhone } from "./attributes.ts"
import { deliveryDetails } from "./codes.ts"
import type { UserPool } from "./user-pool.ts"

/** Where a code for a user who does not exist, or may not have one, seems to have gone: the same each time (DIR-143). */
export function simulatedDelivery(pool: UserPool, username: string): Given<CodeDeliveryDetailsType> {
  if (isPhone(username)) return deliveryDetails("phone_number", username)
  if (isEmail(username)) return deliveryDetails("email", username)
  const letters = simulation(pool, username).toString("hex").replace(/\d/g, "")
  return deliveryDetails("email", `${letters[0] ?? "a"}@${letters[1] ?? "b"}`)
}

/** The id of a user who does not exist: the same each time (AUTH-046). */
export function simulatedUsername(pool: UserPool, username: string): string {
  const bytes = simulation(pool, username)
  bytes[6] = 0x70
  return hyphenated(bytes)
}

function simulation(pool: UserPool, username: string): Buffer {
  return createHmac("sha256", pool.secret).update(`user ${username}`).digest().subarray(0, 16)
}
