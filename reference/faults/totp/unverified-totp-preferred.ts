import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const unverifiedTotpPreferred: Fault = {
  name: "unverified-totp-preferred",
  says: "TOTP may be switched on before a code was verified.",
  breaks: ["idp.totp/unverified-preference"],
  apply({ idp }) {
    onRefusal(idp, "SetUserMFAPreference", "InvalidParameterException", () => ({}))
  },
}
