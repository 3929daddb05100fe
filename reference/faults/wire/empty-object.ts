import type { Fault } from "../fault.ts"

export const emptyObject: Fault = {
  name: "empty-object",
  says: "AdminDeleteUser answers an empty object instead of nothing.",
  breaks: ["wire.empty-body/idp.AdminDeleteUser"],
  apply({ policies }) {
    const { answer } = policies
    policies.answer = (target, given) => {
      const sent = answer(target, given)
      return target.endsWith(".AdminDeleteUser") && sent.body === "" ? { ...sent, body: "{}" } : sent
    }
  },
}
