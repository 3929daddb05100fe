import { compactJson, sliceInteger, sliceString } from "./slice.ts"

/** What every token of a run has in common, as one sign-in before the run showed it. */
export interface Expected {
  iss: string
  clientId: string
  /** exp - iat in seconds. */
  accessSeconds: number
  idSeconds: number
}

/** The tokens of an answer; without a refresh token where the operation gives none. */
export interface Tokens {
  access: string
  id: string
  refresh: string | undefined
}

/** What the audit keeps of every answer's tokens. Empty where a token has no such claim. */
export interface TokenIdentity {
  sub: string
  jti: string
  idJti: string
}

/** The AuthenticationResult in the text of an answer; undefined when it holds no access and ID token. */
export function sliceTokens(body: string): Tokens | undefined {
  const access = sliceString(body, "AccessToken")
  const id = sliceString(body, "IdToken")
  if (access !== undefined && id !== undefined)
    return { access, id, refresh: sliceString(body, "RefreshToken") }
  const compact = compactJson(body)
  return compact === undefined || compact === body ? undefined : sliceTokens(compact)
}

/** Reads base64url; undefined when it is none. */
export type Decode = (base64url: string) => string | undefined

/**
 * Whether an access and an ID token are this user's and last as long as they should: a sentence that says what is
 * wrong, or what the audit is to keep. What one user's token shares with all others', and signatures, are the audit's.
 */
export function judgeTokens(
  access: string,
  id: string,
  username: string,
  expected: Expected,
  decode: Decode,
): string | TokenIdentity {
  const a = payloadOf(access, decode)
  const i = payloadOf(id, decode)
  if (a === undefined || i === undefined) return "a token is not a compact JWS"
  const judged = judge(a, i, username, expected)
  if (typeof judged !== "string") return judged
  // It may only have been written with spaces.
  const [compactA, compactI] = [compactJson(a), compactJson(i)]
  if (compactA === undefined || compactI === undefined) return "a token's payload is not JSON"
  return compactA === a && compactI === i ? judged : judge(compactA, compactI, username, expected)
}

function judge(
  a: string,
  i: string,
  username: string,
  { accessSeconds, idSeconds }: Expected,
): string | TokenIdentity {
  // Searches for whole members: in k6 they cost a tenth of JSON.parse.
  if (!a.includes(`"username":"${username}"`))
    return `access token: username is ${sliceString(a, "username")}, expected ${username}`
  if (!i.includes(`"cognito:username":"${username}"`))
    return `id token: cognito:username is ${sliceString(i, "cognito:username")}, expected ${username}`
  const lasts = sliceInteger(a, "exp") - sliceInteger(a, "iat")
  if (lasts !== accessSeconds) return `access token: exp - iat is ${lasts} s, expected ${accessSeconds} s`
  const idLasts = sliceInteger(i, "exp") - sliceInteger(i, "iat")
  if (idLasts !== idSeconds) return `id token: exp - iat is ${idLasts} s, expected ${idSeconds} s`
  const sub = sliceString(a, "sub") ?? ""
  if (!i.includes(`"sub":"${sub}"`)) return "access and ID token differ in sub"
  return { sub, jti: sliceString(a, "jti") ?? "", idJti: sliceString(i, "jti") ?? "" }
}

/** The payload of a compact JWS as text; undefined when it is none. */
export function payloadOf(token: string, decode: Decode): string | undefined {
  const first = token.indexOf(".")
  const second = token.indexOf(".", first + 1)
  return second < 0 ? undefined : decode(token.slice(first + 1, second))
}
