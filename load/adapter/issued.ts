import encoding from "k6/encoding"
import type { Sample } from "../lib/sample.ts"
import { judgeTokens, quickJudge, sliceTokens } from "../lib/tokens.ts"
import type { LoadUser } from "../lib/users.ts"
import { config } from "./config.ts"

const { b64decode } = encoding
const { expected, auditEvery } = config

const quick = quickJudge(expected, decode)

/**
 * Looks whether the tokens of an answer are this user's: the answer if they are; undefined, and the sample failed, when
 * they are not. What only the whole run can tell (signatures, unique jti) goes to the audit.
 */
export function issuedTokens(sample: Sample, answer: string | undefined, user: LoadUser): string | undefined {
  if (answer === undefined) return undefined
  const audited = sample.iteration % auditEvery === 0
  const seen = audited ? undefined : quick(answer, user.username)
  if (seen !== undefined) {
    sample.issued(seen)
    return answer
  }
  const tokens = sliceTokens(answer)
  if (tokens === undefined) {
    sample.fail({ outcome: "protocol", detail: "an answer without tokens" })
    return undefined
  }
  const judged = judgeTokens(tokens.access, tokens.id, user.username, expected, decode)
  if (typeof judged === "string") {
    sample.audit(tokens)
    sample.fail({ outcome: "integrity", detail: judged })
    return undefined
  }
  sample.issued(judged)
  if (audited) sample.audit(tokens)
  return answer
}

function decode(base64url: string): string | undefined {
  try {
    return b64decode(base64url, "rawurl", "s")
  } catch {
    return undefined
  }
}
