import type { Fault } from "../fault.ts"

export const noRequestId: Fault = {
  name: "no-request-id",
  says: "ListUsers answers without a request id.",
  breaks: ["wire.request-id/idp.ListUsers"],
  apply({ policies }) {
    const { answer } = policies
    policies.answer = (target, given) => {
      const { headers, ...sent } = answer(target, given)
      const { "x-amzn-RequestId": id, ...others } = headers
      return { ...sent, headers: target.endsWith(".ListUsers") ? others : headers }
    }
  },
}
