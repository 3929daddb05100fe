import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const associateWithoutTotp: Fault = {
  name: "associate-without-totp",
  says: "AssociateSoftwareToken gives a secret in a pool without TOTP.",
  breaks: ["idp.totp/pool-without"],
  apply({ idp }) {
    onRefusal(idp, "AssociateSoftwareToken", "SoftwareTokenMFANotFoundException", () => ({
      SecretCode: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    }))
  },
}
