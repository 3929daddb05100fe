import type { Fault } from "../fault.ts"

export const typeWithNamespace: Fault = {
  name: "type-with-namespace",
  says: "__type of ConfirmSignUp's errors begins with a namespace.",
  breaks: ["wire.error-type/idp.ConfirmSignUp"],
  apply({ policies }) {
    const { answer } = policies
    policies.answer = (target, given) => {
      const { body, ...sent } = answer(target, given)
      if (!target.endsWith(".ConfirmSignUp")) return { ...sent, body }
      return { ...sent, body: body.replace('"__type":"', '"__type":"com.amazonaws.cognitoidentityprovider#') }
    }
  },
}
