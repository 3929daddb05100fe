import type { Fault } from "../fault.ts"

export const errorHeaderWithoutColon: Fault = {
  name: "error-header-without-colon",
  says: "x-amzn-ErrorType of InitiateAuth ends without a colon.",
  breaks: ["wire.error-header/idp.InitiateAuth"],
  apply({ policies }) {
    const { answer } = policies
    policies.answer = (target, given) => {
      const { headers, ...sent } = answer(target, given)
      const { "x-amzn-ErrorType": type, ...others } = headers
      if (type === undefined || !target.endsWith(".InitiateAuth")) return { ...sent, headers }
      return { ...sent, headers: { ...others, "x-amzn-ErrorType": type.replace(":", "") } }
    }
  },
}
