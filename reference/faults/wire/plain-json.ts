import type { Fault } from "../fault.ts"

export const plainJson: Fault = {
  name: "plain-json",
  says: "GetUser answers with the content type application/json.",
  breaks: ["wire.content-type/idp.GetUser"],
  apply({ policies }) {
    const { answer } = policies
    policies.answer = (target, given) => {
      const sent = answer(target, given)
      if (!target.endsWith(".GetUser")) return sent
      return { ...sent, headers: { ...sent.headers, "content-type": "application/json" } }
    }
  },
}
