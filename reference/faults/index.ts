import { anyCodeConfirms } from "./any-code-confirms.ts"
import { anySrpProofPasses } from "./any-srp-proof-passes.ts"
import { codeRedeemedTwice } from "./code-redeemed-twice.ts"
import type { Fault } from "./fault.ts"
import { mfaSkipped } from "./mfa-skipped.ts"
import { revokeTokenForgets } from "./revoke-token-forgets.ts"
import { unsignedTokensAccepted } from "./unsigned-tokens-accepted.ts"

export type { Fault } from "./fault.ts"

/** Every fault, by which the checks are seen to fail. */
export const faults: readonly Fault[] = [
  anyCodeConfirms,
  anySrpProofPasses,
  codeRedeemedTwice,
  mfaSkipped,
  revokeTokenForgets,
  unsignedTokensAccepted,
]
