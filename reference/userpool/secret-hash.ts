import { createHmac } from "node:crypto"
import { notAuthorized } from "../errors.ts"
import type { Client } from "./client.ts"

/** Requires Base64(HMAC-SHA256(client secret, username + client id)) of a client that has a secret (DIR-051). */
export function requireSecretHash(client: Client, username: string, given: string | undefined): void {
  if (!client.secret) return
  if (given === undefined) {
    notAuthorized(`Client ${client.id} is configured with secret but SECRET_HASH was not received`)
  }
  if (given !== secretHash(client, client.secret, username))
    notAuthorized(`Unable to verify secret hash for client ${client.id}`)
}

/** What a client that has this secret sends with a user name. */
export function secretHash({ id }: Client, secret: string, username: string): string {
  return createHmac("sha256", secret)
    .update(username + id)
    .digest("base64")
}
