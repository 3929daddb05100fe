/** SRP's client half alone, as login-srp does it and as one would write it down: how many a second. */
import crypto from "k6/crypto"
import { srpHost } from "../../load/adapter/srp-host.ts"
import { srpKeys, srpSignature } from "../../load/lib/srp.ts"
import { concat, padded } from "../../load/lib/srp-bytes.ts"
import { N } from "../../load/lib/srp-group.ts"

export const options = { vus: 1, iterations: 1 }

const SECONDS = 4
const claim = {
  poolName: "Example01",
  userIdForSrp: "pp-1-5",
  password: "Pp5.load-1",
  salt: "a1b2c3d4e5f60718293a4b5c6d7e8f90",
  secretBlock: "c2VjcmV0",
  timestamp: "Thu Nov 5 07:08:09 UTC 2026",
}
const B = srpKeys("0123456789abcdef".repeat(4)).A

export default () => {
  console.log(JSON.stringify({ fast: perSecond(fast), naive: perSecond(naive) }))
}

function fast(): void {
  srpSignature({ ...claim, ...srpKeys(crypto.hexEncode(crypto.randomBytes(32))), B }, srpHost)
}

/** Exponents of 1024 bits and bit-by-bit powers, as in Amazon's own JavaScript client. */
function naive(): void {
  const hash = (...hex: string[]) => BigInt(`0x${crypto.sha256(concat(...hex), "hex")}`)
  const a = BigInt(`0x${crypto.hexEncode(crypto.randomBytes(128))}`)
  const A = power(2n, a)
  const b = BigInt(`0x${B}`)
  const u = hash(padded(A), padded(b))
  const x = hash(
    padded(BigInt(`0x${claim.salt}`)),
    crypto.sha256(`${claim.poolName}${claim.userIdForSrp}:${claim.password}`, "hex"),
  )
  const k = hash(padded(N), padded(2n))
  const S = power((((b - k * power(2n, x)) % N) + N) % N, a + u * x)
  const key = srpHost
    .hmac(srpHost.hmac(concat(padded(u)), concat(padded(S))), "Caldera Derived Key\u0001")
    .slice(0, 16)
  srpHost.toBase64(
    srpHost.hmac(
      key,
      claim.poolName,
      claim.userIdForSrp,
      srpHost.fromBase64(claim.secretBlock),
      claim.timestamp,
    ),
  )
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % N
    if (bit === "1") result = (result * base) % N
  }
  return result
}

function perSecond(work: () => void): number {
  work()
  const start = Date.now()
  let count = 0
  while (Date.now() - start < SECONDS * 1000) {
    work()
    count++
  }
  return (count * 1000) / (Date.now() - start)
}
