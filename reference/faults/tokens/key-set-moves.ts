import type { Fault } from "../fault.ts"

export const keySetMoves: Fault = {
  name: "key-set-moves",
  says: "After a rotation the discovery document names another key set.",
  breaks: ["tokens.rotation/stream-documents"],
  apply({ policies }) {
    const { discovery } = policies
    policies.discovery = (context, pool) => ({
      ...discovery(context, pool),
      ...(pool.keys.listed.length > 2 && { jwks_uri: `${context.issuer(pool.id)}/.well-known/jwks-2.json` }),
    })
  },
}
