import crypto from "k6/crypto"
import encoding from "k6/encoding"
import type { SrpHost } from "../lib/srp.ts"

/** SRP's primitives in k6. Its WebCrypto has no HKDF; two HMACs are one. */
export const srpHost: SrpHost = {
  sha256Hex: (data) => crypto.sha256(data, "hex"),
  hmac: (key, ...parts) => {
    const mac = crypto.createHMAC("sha256", key)
    for (const part of parts) mac.update(part)
    return mac.digest("binary")
  },
  fromBase64: (text) => encoding.b64decode(text),
  toBase64: (bytes) => encoding.b64encode(bytes),
}
