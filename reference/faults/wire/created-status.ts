import type { Fault } from "../fault.ts"

export const createdStatus: Fault = {
  name: "created-status",
  says: "SignUp answers 201 Created.",
  breaks: ["wire.status/idp.SignUp"],
  apply({ policies }) {
    const { answer } = policies
    policies.answer = (target, given) => {
      const sent = answer(target, given)
      return target.endsWith(".SignUp") && sent.status === 200 ? { ...sent, status: 201 } : sent
    }
  },
}
