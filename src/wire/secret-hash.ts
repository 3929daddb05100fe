import { createHmac } from "node:crypto"

/** SECRET_HASH: Base64(HMAC-SHA256(client secret, username ‖ client id)) (DIR-051). */
export function secretHash(username: string, clientId: string, clientSecret: string): string {
  return createHmac("sha256", clientSecret).update(username).update(clientId).digest("base64")
}
