import { open } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"
import { readSample, type SampleLine } from "../../load/lib/sample.ts"

const CHUNK = 1 << 18

/**
 * Reads the lines of a stream file, of a finished run or of one under way: with `ended` it goes on until that says that
 * nobody writes any more. What is no sample is left out, as where a cluster's log holds other lines too.
 */
export async function readStream(
  path: string,
  onSample: (line: SampleLine) => void,
  ended: () => boolean = () => true,
): Promise<void> {
  const file = await openWhenThere(path, ended)
  if (!file) return
  const buffer = Buffer.allocUnsafe(CHUNK)
  const decoder = new TextDecoder()
  let rest = ""
  try {
    for (;;) {
      // Asked before reading: what was written before the end is read after it.
      const over = ended()
      const { bytesRead } = await file.read(buffer, 0, CHUNK)
      if (bytesRead === 0) {
        if (over) break
        await sleep(100)
        continue
      }
      const lines = (rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split("\n")
      rest = lines.pop()!
      for (const line of lines) {
        const sample = readSample(line)
        if (sample) onSample(sample)
      }
    }
  } finally {
    await file.close()
  }
}

async function openWhenThere(path: string, ended: () => boolean) {
  for (;;) {
    const over = ended()
    try {
      return await open(path, "r")
    } catch (error) {
      if (over || (error as NodeJS.ErrnoException).code !== "ENOENT") return undefined
      await sleep(50)
    }
  }
}
