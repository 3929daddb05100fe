import crypto from "k6/crypto"
import { fetchDocument } from "./adapter/calls.ts"
import { config } from "./adapter/config.ts"
import { type Flow, script } from "./adapter/script.ts"

export { options } from "./adapter/options.ts"

/** Fetches the key set: one request. That everybody gets the same one is the audit's. */
export const flow: Flow = (sample) => {
  const document = fetchDocument(sample, "jwks", config.jwksUrl)
  if (document !== undefined) sample.keys(crypto.sha256(document, "hex"))
}

export default script("jwks", flow)
