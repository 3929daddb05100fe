const AT_ONCE = 16

/** Does `count` things, sixteen at a time and in order. The first failure ends it. */
export async function inParallel(
  count: number,
  work: (index: number) => Promise<void>,
  {
    onDone = () => {},
    onEach = () => {},
  }: { onDone?: (done: number) => void; onEach?: (upTo: number) => void } = {},
): Promise<void> {
  const underWay = new Set<number>()
  let next = 0
  let done = 0
  let failed = false
  const worker = async () => {
    while (next < count && !failed) {
      const index = next++
      underWay.add(index)
      try {
        await work(index)
      } catch (error) {
        failed = true
        throw error
      }
      underWay.delete(index)
      onDone(++done)
      onEach(Math.min(next, ...underWay))
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker))
}
