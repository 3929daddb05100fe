import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const listDevicesTakesForgedTokens: Fault = {
  name: "list-devices-takes-forged-tokens",
  says: "ListDevices does not look at the signature of an access token.",
  breaks: ["tokens.operations/list-devices"],
  apply({ idp }) {
    changePolicies(idp, "ListDevices", () => ({ accessTokenSignatureHolds: () => true }))
  },
}
