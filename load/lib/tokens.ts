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

/**
 * `judgeTokens` for the hot path: looks for whole members that it expects instead of reading them, in the text of an
 * answer. Undefined is no verdict: the answer is to be looked at by `judgeTokens`, which can say what is wrong.
 */
export function quickJudge(
  { accessSeconds, idSeconds }: Expected,
  decode: Decode,
): (answer: string, username: string) => TokenIdentity | undefined {
  // Tokens of the same second have these in common. No JSON holds what they begin with.
  let times = ["\0", "\0", "\0", "\0"]
  const timely = (a: string, i: string) =>
    a.includes(times[0]!) && a.includes(times[1]!) && i.includes(times[2]!) && i.includes(times[3]!)
  return (answer, username) => {
    const a = payloadAt(answer, '"AccessToken":"', decode)
    const i = payloadAt(answer, '"IdToken":"', decode)
    if (a === undefined || i === undefined) return undefined
    if (!timely(a, i)) {
      const iat = sliceInteger(a, "iat")
      times = [
        numberMember(a, "iat", iat),
        numberMember(a, "exp", iat + accessSeconds),
        numberMember(i, "iat", iat),
        numberMember(i, "exp", iat + idSeconds),
      ]
      if (!timely(a, i)) return undefined
    }
    if (!a.includes(`"username":"${username}"`) || !i.includes(`"cognito:username":"${username}"`))
      return undefined
    const sub = sliceString(a, "sub")
    const jti = sliceString(a, "jti")
    const idJti = sliceString(i, "jti")
    if (sub === undefined || jti === undefined || idJti === undefined || !i.includes(`"sub":"${sub}"`))
      return undefined
    return { sub, jti, idJti }
  }
}

/** A member as it stands in compact JSON, up to what ends it: a number that only begins alike is another one. */
function numberMember(json: string, name: string, value: number): string {
  const member = `"${name}":${value}`
  return json.includes(`${member},`) ? `${member},` : `${member}}`
}

/** The payload of the compact JWS that a member of an answer holds; of something else where it holds none. */
function payloadAt(answer: string, key: string, decode: Decode): string | undefined {
  const first = answer.indexOf(".", answer.indexOf(key))
  const second = answer.indexOf(".", first + 1)
  return second < 0 ? undefined : decode(answer.slice(first + 1, second))
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
