import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from "jose"
import type { SampleLine } from "../../load/lib/sample.ts"
import type { Expected } from "../../load/lib/tokens.ts"
import { IdSet } from "./id-set.ts"

/** As many tokens are kept for their signatures to be verified; of longer runs the first ones. */
const MOST_TOKENS = 50_000
const MOST_EXAMPLES = 20
const AT_ONCE = 32

/** One way in which tokens were not what they have to be. */
export interface Violation {
  kind: "identity" | "jti" | "sub" | "identity-pool" | "signature" | "claims" | "jwks" | "refusal"
  iteration: number
  user: number
  detail: string
}

/** What was looked at, and what was wrong with it. */
export interface IntegrityReport {
  violations: number
  /** The first few. */
  examples: Violation[]
  /** Sign-ins and refreshes whose tokens were looked at one by one. */
  issued: number
  jtis: number
  signatures: number
  keySets: number
}

interface KeptToken {
  iteration: number
  user: number
  use: "access" | "id"
  token: string
}

async function whatIsWrong(
  { use, token }: KeptToken,
  keySet: ReturnType<typeof createLocalJWKSet>,
  { iss, clientId }: Expected,
): Promise<Pick<Violation, "kind" | "detail"> | undefined> {
  try {
    const { payload } = await jwtVerify(token, keySet, {
      algorithms: ["RS256"],
      issuer: iss,
      ...(use === "id" ? { audience: clientId } : {}),
    })
    if (payload.token_use !== use) return { kind: "claims", detail: `token_use is ${payload.token_use}` }
    if (use === "access" && payload.client_id !== clientId)
      return { kind: "claims", detail: `client_id is ${payload.client_id}` }
    return undefined
  } catch (error) {
    const kind = error instanceof errors.JWTClaimValidationFailed ? "claims" : "signature"
    return { kind, detail: (error as Error).message }
  }
}

/** Looks at the tokens of a whole run, all segments together: what no VU can see alone. */
export class Audit {
  readonly #jtis = new IdSet()
  readonly #subOf = new Map<number, string>()
  readonly #userOf = new Map<string, number>()
  readonly #identityOf = new Map<number, string>()
  readonly #ownerOf = new Map<string, number>()
  readonly #keySets = new Set<string>()
  readonly #tokens: KeptToken[] = []
  readonly #examples: Violation[] = []
  #violations = 0
  #issued = 0
  #signatures = 0

  get violations(): number {
    return this.#violations
  }

  add(line: SampleLine): void {
    const { i: iteration, u: user } = line
    if (line.o === "integrity")
      this.#violate({
        kind: /succeeded, expected/.test(line.detail ?? "") ? "refusal" : "identity",
        iteration,
        user,
        detail: line.detail ?? "",
      })
    if (line.keys !== undefined && !this.#keySets.has(line.keys)) {
      this.#keySets.add(line.keys)
      if (this.#keySets.size > 1)
        this.#violate({
          kind: "jwks",
          iteration,
          user,
          detail: "another key set than the fetchers before got",
        })
    }
    if (line.identity !== undefined)
      this.#bound("identity-pool", "IdentityId", line.identity, line, this.#identityOf, this.#ownerOf)
    if (line.sub === undefined) return
    this.#issued++
    this.#bound("sub", "sub", line.sub, line, this.#subOf, this.#userOf)
    for (const jti of [line.jti, line.idJti])
      if (jti && !this.#jtis.add(jti))
        this.#violate({ kind: "jti", iteration, user, detail: `jti ${jti} was there before` })
    if (line.audit && line.o === "ok" && this.#tokens.length < MOST_TOKENS) {
      const [access, id] = line.audit
      this.#tokens.push(
        { iteration, user, use: "access", token: access },
        { iteration, user, use: "id", token: id },
      )
    }
  }

  /** Verifies the signatures of the tokens that were kept, and the claims that all users' tokens share. */
  async verify(keys: JSONWebKeySet, expected: Expected): Promise<void> {
    const keySet = createLocalJWKSet(keys)
    // WebCrypto works in threads: one token at a time would mostly wait.
    for (let first = 0; first < this.#tokens.length; first += AT_ONCE) {
      const some = this.#tokens.slice(first, first + AT_ONCE)
      const wrong = await Promise.all(some.map((kept) => whatIsWrong(kept, keySet, expected)))
      for (const [n, { iteration, user, use }] of some.entries()) {
        const found = wrong[n]
        if (found?.kind !== "signature") this.#signatures++
        if (found)
          this.#violate({ kind: found.kind, iteration, user, detail: `${use} token: ${found.detail}` })
      }
    }
  }

  report(): IntegrityReport {
    return {
      violations: this.#violations,
      examples: this.#examples,
      issued: this.#issued,
      jtis: this.#jtis.size,
      signatures: this.#signatures,
      keySets: this.#keySets.size,
    }
  }

  /** An id that belongs to one user, always the same one, and to nobody else. */
  #bound(
    kind: Violation["kind"],
    name: string,
    id: string,
    { i: iteration, u: user }: SampleLine,
    idOf: Map<number, string>,
    ownerOf: Map<string, number>,
  ): void {
    const former = idOf.get(user)
    const owner = ownerOf.get(id)
    if (former === undefined) idOf.set(user, id)
    else if (former !== id)
      this.#violate({ kind, iteration, user, detail: `${name} was ${former} and is ${id}` })
    if (owner === undefined) ownerOf.set(id, user)
    else if (owner !== user)
      this.#violate({ kind, iteration, user, detail: `${name} ${id} is user ${owner}'s` })
  }

  #violate(violation: Violation): void {
    this.#violations++
    if (this.#examples.length < MOST_EXAMPLES) this.#examples.push(violation)
  }
}
