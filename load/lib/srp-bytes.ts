/** A number in hex as the bytes of Java's BigInteger.toByteArray: as few as possible, the top bit clear. */
export function padded(value: bigint): string {
  const hex = value.toString(16)
  const even = hex.length % 2 === 0 ? hex : `0${hex}`
  return even.charCodeAt(0) > 55 ? `00${even}` : even
}

/** Hex as bytes. Four at a time: in k6 every step of a loop costs as much as a multiplication of 64 bytes. */
export function concat(...hex: string[]): ArrayBuffer {
  const text = hex.join("")
  const odd = text.length % 8
  const whole = odd === 0 ? text : "0".repeat(8 - odd) + text
  const view = new DataView(new ArrayBuffer(whole.length / 2))
  for (let at = 0; at < whole.length; at += 8)
    view.setUint32(at / 2, Number.parseInt(whole.slice(at, at + 8), 16))
  return odd === 0 ? view.buffer : view.buffer.slice((8 - odd) / 2)
}
