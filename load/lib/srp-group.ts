/** The prime of RFC 3526's group 15 (3072 bits), Cognito's; its generator is 2. */
export const N = BigInt(
  `0x${
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD" +
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED" +
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F" +
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B" +
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510" +
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7" +
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C" +
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF"
  }`,
)

/** powers[i][d] = 2^(d·16^i) mod N, for the 64 hex digits of a 256-bit exponent. */
let powers: readonly (readonly bigint[])[] | undefined

/**
 * 2^exponent mod N for exponents of up to 256 bits, the fixed-base way: one multiplication a hex digit and no squaring,
 * 0.3 ms in k6 against 1.9 ms. The table is made when first needed (8 ms).
 */
export function powerOfTwo(exponent: bigint): bigint {
  powers ??= makePowers()
  const digits = exponent.toString(16)
  let result = 1n
  for (let i = 0; i < digits.length; i++) {
    const digit = Number.parseInt(digits[digits.length - 1 - i]!, 16)
    if (digit !== 0) result = (result * powers[i]![digit]!) % N
  }
  return result
}

function makePowers(): bigint[][] {
  const rows: bigint[][] = []
  let unit = 2n
  for (let i = 0; i < 64; i++) {
    const row = [1n]
    for (let digit = 1; digit < 16; digit++) row.push((row[digit - 1]! * unit) % N)
    rows.push(row)
    unit = (row[15]! * unit) % N
  }
  return rows
}

/** base^exponent mod N, four bits of the exponent at a time: a fifth fewer multiplications than bit by bit. */
export function powerOf(base: bigint, exponent: bigint): bigint {
  const multiples = [1n]
  for (let digit = 1; digit < 16; digit++) multiples.push((multiples[digit - 1]! * base) % N)
  let result = 1n
  for (const character of exponent.toString(16)) {
    const second = (result * result) % N
    const fourth = (second * second) % N
    const eighth = (fourth * fourth) % N
    result = (eighth * eighth) % N
    const digit = Number.parseInt(character, 16)
    if (digit !== 0) result = (result * multiples[digit]!) % N
  }
  return result
}
