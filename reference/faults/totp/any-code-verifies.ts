import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const anyCodeVerifies: Fault = {
  name: "any-code-verifies",
  says: "VerifySoftwareToken answers SUCCESS for every code.",
  breaks: ["idp.totp/verify-wrong-code"],
  apply({ idp }) {
    onRefusal(idp, "VerifySoftwareToken", "EnableSoftwareTokenMFAException", () => ({ Status: "SUCCESS" }))
  },
}
