import { promisify } from "node:util"
import { brotliDecompress, gunzip, inflate, zstdDecompress } from "node:zlib"
import { errors } from "undici"

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const decoders = new Map<string, Decode>([
  ["gzip", promisify(gunzip)],
  ["x-gzip", promisify(gunzip)],
  ["deflate", promisify(inflate)],
  ["br", promisify(brotliDecompress)],
  ["zstd", promisify(zstdDecompress)],
])

/**
 * Reads a body to its end as UTF-8, undoing the content-encodings that it knows; neither the bytes that come nor what
 * they decode to may be more than `limit`. Never throws: what stopped it is `error`, and `text` what it had by then.
 */
export async function readBody(
  source: AsyncIterable<Buffer>,
  contentEncoding: string,
  limit: number,
): Promise<{ text: string; error?: unknown }> {
  const chunks: Buffer[] = []
  let room = limit
  try {
    for await (const chunk of source) {
      chunks.push(chunk.subarray(0, room))
      room -= chunk.length
      if (room < 0) throw new errors.ResponseExceededMaxSizeError(`body of more than ${limit} bytes`)
    }
    let bytes: Buffer = Buffer.concat(chunks)
    for (const coding of contentEncoding.toLowerCase().split(",").reverse()) {
      const decode = decoders.get(coding.trim())
      if (decode && bytes.length > 0) bytes = await decode(bytes, { maxOutputLength: limit })
    }
    return { text: bytes.toString("utf8") }
  } catch (error) {
    return { text: Buffer.concat(chunks).toString("utf8"), error }
  }
}
