import { createHash, randomBytes } from "node:crypto"

/** Where every id, code, salt and secret of the endpoint comes from. */
export type Random = {
  bytes(length: number): Buffer
  /** Shaped like a UUID of version 4. */
  uuid(): string
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet: string): string
}

/** A source of randomness: repeatable when a seed is given, the operating system's otherwise. */
export function newRandom(seed?: number): Random {
  const bytes = seed === undefined ? systemBytes() : seededBytes(seed)
  return {
    bytes,
    uuid() {
      const b = bytes(16)
      b[6] = (b[6]! & 0x0f) | 0x40
      b[8] = (b[8]! & 0x3f) | 0x80
      return hyphenated(b)
    },
    text(length, alphabet) {
      const b = bytes(length * 2)
      let text = ""
      for (let i = 0; i < length; i++) text += alphabet[b.readUInt16BE(i * 2) % alphabet.length]
      return text
    },
  }
}

/** 16 bytes in the 8-4-4-4-12 form. */
export function hyphenated(bytes: Buffer): string {
  const h = bytes.toString("hex")
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}

/** The bytes of a supply that makes blocks, in order. */
function fromBlocks(block: () => Buffer): (length: number) => Buffer {
  let supply: Buffer = Buffer.alloc(0)
  return (length) => {
    while (supply.length < length) supply = Buffer.concat([supply, block()])
    const taken = Buffer.from(supply.subarray(0, length))
    supply = supply.subarray(length)
    return taken
  }
}

const systemBytes = () => fromBlocks(() => randomBytes(4096))

function seededBytes(seed: number) {
  let counter = 0
  return fromBlocks(() => createHash("sha512").update(`${seed}/${counter++}`).digest())
}
