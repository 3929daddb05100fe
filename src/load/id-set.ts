import { hash } from "node:crypto"

/**
 * A set of ids that takes 8 to 16 bytes for each: of an hour's tokens every jti is kept. It remembers 64 bits of a hash; that two
 * of ten million ids are taken for the same happens once in 400,000 runs.
 */
export class IdSet {
  #high = new Uint32Array(1 << 12)
  #low = new Uint32Array(1 << 12)
  size = 0

  /** Whether the id is new. */
  add(id: string): boolean {
    const digest = hash("sha1", id, "buffer")
    // 0, 0 is an empty place.
    const high = digest.readUInt32LE(0) || 1
    const low = digest.readUInt32LE(4)
    if (!this.#insert(high, low)) return false
    if (++this.size * 2 > this.#high.length) this.#grow()
    return true
  }

  #insert(high: number, low: number): boolean {
    const mask = this.#high.length - 1
    let at = low & mask
    while (this.#high[at] !== 0) {
      if (this.#high[at] === high && this.#low[at] === low) return false
      at = (at + 1) & mask
    }
    this.#high[at] = high
    this.#low[at] = low
    return true
  }

  #grow(): void {
    const [high, low] = [this.#high, this.#low]
    this.#high = new Uint32Array(high.length * 2)
    this.#low = new Uint32Array(high.length * 2)
    for (let i = 0; i < high.length; i++) if (high[i] !== 0) this.#insert(high[i]!, low[i]!)
  }
}
