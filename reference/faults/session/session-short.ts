import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findSession } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const sessionShort: Fault = {
  name: "session-short",
  says: "Session has 19 characters.",
  breaks: ["idp.session/opaque-length", "wire.output-shape/idp.InitiateAuth"],
  apply({ policies, idp }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      path !== "session" && insistsOnConstraint(operation, path)
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer, _input, context) => {
      const found = findSession(context, answer.Session)
      if (!found) return answer
      const Session = context.random.text(19, "abcdefghijkmnopqrstuvwxyz")
      found.pool.sessions.set(Session, found.record)
      return { ...answer, Session }
    })
  },
}
