import { CognitoJwtVerifier, JwtVerifier } from "aws-jwt-verify"
import { validateCognitoJwtFields } from "aws-jwt-verify/cognito-verifier"
import { SimpleJwksCache, SimplePenaltyBox } from "aws-jwt-verify/jwk"
import { compactVerify, createRemoteJWKSet, customFetch, decodeProtectedHeader } from "jose"

/** The libraries that a relying party may verify with. */
export type Verifier = "jose" | "aws-jwt-verify"

export interface RelyingPartyOptions {
  verifier: Verifier
  userPoolId: string
  issuer: string
  /** Asks for the pool's JWKS. Rejects when no answer comes. */
  getKeys: () => Promise<{ status: number; body: string }>
  /** Milliseconds until it may ask again after a key was not there; by default the library's own. */
  cooldownMs?: number | undefined
}

/** What a token must be, besides signed by a key of the pool. */
export interface Terms {
  use: "id" | "access"
  clientId: string
  /** Its lifetime does not matter. */
  expired?: boolean | undefined
}

/**
 * An application that trusts a user pool's tokens. It keeps the pool's keys, and asks for them again when it meets a
 * token of a key that it does not know.
 *
 * @example
 * const party = new RelyingParty({ verifier: "jose", userPoolId, issuer, getKeys })
 * await party.verify(idToken, { use: "id", clientId })
 * party.fetches // 1
 */
export class RelyingParty {
  readonly verifier: Verifier
  readonly userPoolId: string
  /** How often it asked for the JWKS. */
  fetches = 0
  /** How many tokens it took. */
  verified = 0
  /** The keys of the tokens that it took, each once, in the order in which it met them. */
  readonly kids: string[] = []
  readonly #verify: Verify

  constructor(options: RelyingPartyOptions) {
    this.verifier = options.verifier
    this.userPoolId = options.userPoolId
    const getKeys = () => {
      this.fetches++
      return options.getKeys()
    }
    this.#verify = { jose, "aws-jwt-verify": awsJwtVerify }[options.verifier]({ ...options, getKeys })
  }

  /** Rejects, with an error of the library's, when it does not take the token. */
  async verify(token: string, terms: Terms): Promise<void> {
    await this.#verify(token, terms)
    this.verified++
    const { kid } = decodeProtectedHeader(token)
    if (kid !== undefined && !this.kids.includes(kid)) this.kids.push(kid)
  }
}

type Verify = (token: string, terms: Terms) => Promise<unknown>

/** jose's remote key set, which says nothing of claims. Only a key that it does not know makes it ask again. */
function jose({ getKeys, cooldownMs }: RelyingPartyOptions): Verify {
  const get = async () => {
    const { status, body } = await getKeys()
    return new Response(status === 200 ? body : null, { status })
  }
  // The address is the business of `getKeys`.
  const keys = createRemoteJWKSet(new URL("http://jwks.invalid"), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    ...(cooldownMs === undefined ? {} : { cooldownDuration: cooldownMs }),
    [customFetch]: get,
  })
  return (token) => compactVerify(token, keys, { algorithms: ["RS256"] })
}

/** AWS's verifier for Cognito; where pool id or issuer have not AWS's form, its verifier for any issuer, with the rules of that (TOK-056). */
function awsJwtVerify({ userPoolId, issuer, getKeys, cooldownMs }: RelyingPartyOptions): Verify {
  const fetch = async () => {
    const { status, body } = await getKeys()
    if (status !== 200) throw new Error(`the JWKS came with status ${status}, expected 200`)
    return new TextEncoder().encode(body).buffer
  }
  const waitSeconds = cooldownMs === undefined ? {} : { waitSeconds: cooldownMs / 1000 }
  const penaltyBox = new SimplePenaltyBox(waitSeconds)
  const caching = { jwksCache: new SimpleJwksCache({ fetcher: { fetch }, penaltyBox }) }
  const grace = ({ expired }: Terms) => (expired ? { graceSeconds: Number.MAX_SAFE_INTEGER } : {})
  if (isAws(userPoolId, issuer)) {
    const verifier = CognitoJwtVerifier.create({ userPoolId }, caching)
    return (token, { use, clientId, ...rest }) =>
      verifier.verify(token, { tokenUse: use, clientId, ...grace({ use, clientId, ...rest }) })
  }
  const verifier = JwtVerifier.create({ issuer, jwksUri: `${issuer}/jwks`, audience: null }, caching)
  return async (token, terms) => {
    const payload = await verifier.verify(token, grace(terms))
    validateCognitoJwtFields(payload, { tokenUse: terms.use, clientId: terms.clientId })
  }
}

function isAws(userPoolId: string, issuer: string): boolean {
  try {
    return CognitoJwtVerifier.parseUserPoolId(userPoolId, issuer).issuer === issuer
  } catch {
    return false
  }
}
