import type { GetOpenIdTokenResponse } from "@aws-sdk/client-cognito-identity"
import { type JoseHeader, readJwt, signJwt } from "../crypto/jws.ts"
import { stateOf } from "../identity/state.ts"
import type { Given, Operations } from "../operation.ts"
import { wrap } from "./wrap.ts"

type Claims = Readonly<Record<string, unknown>>

/** Changes the claims, and the header, of what GetOpenIdToken answers. */
export function changeOpenIdToken(
  identity: Operations,
  change: (claims: Claims) => Claims,
  changeHeader: (header: JoseHeader) => JoseHeader = (header) => header,
): void {
  wrap<unknown, GetOpenIdTokenResponse>(identity, "GetOpenIdToken", async (call, _input, context) => {
    const answer: Given<GetOpenIdTokenResponse> = await call()
    const { header, payload } = readJwt(answer.Token!)!
    const key = (await stateOf(context).signingKey)!
    return { ...answer, Token: await signJwt(change(payload), key, changeHeader(header as JoseHeader)) }
  })
}
