import { type Readable, type Transform, Writable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib"
import { errors } from "undici"

const decoders = new Map<string, () => Transform>([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
  ["zstd", createZstdDecompress],
])

/**
 * Reads a body to its end as UTF-8, undoing the content-encodings that it knows, of at most `limit` bytes after that.
 * Never throws: what stopped it is `error`, and `text` is what had come until then.
 */
export async function readBody(
  source: Readable,
  contentEncoding: string,
  limit: number,
): Promise<{ text: string; error?: unknown }> {
  const chunks: Buffer[] = []
  let room = limit
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.subarray(0, room))
      done(
        chunk.length > room
          ? new errors.ResponseExceededMaxSizeError(`body of more than ${limit} bytes`)
          : null,
      )
      room -= chunk.length
    },
  })
  const undo = contentEncoding
    .toLowerCase()
    .split(",")
    .flatMap((coding) => decoders.get(coding.trim()) ?? [])
    .reverse()
  const text = () => Buffer.concat(chunks).toString("utf8")
  try {
    await pipeline([source, ...undo.map((create) => create()), sink])
    return { text: text() }
  } catch (error) {
    return { text: text(), error }
  }
}
