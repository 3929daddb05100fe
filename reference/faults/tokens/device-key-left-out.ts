import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const deviceKeyLeftOut: Fault = {
  name: "device-key-left-out",
  says: "The access token does not tell the device.",
  breaks: ["tokens.access-token/device-key"],
  apply({ policies }) {
    changeClaims(policies, "access", ({ device_key, ...claims }) => claims)
  },
}
