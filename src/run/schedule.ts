/** Something to do that may not run beside others that hold one of the same locks. */
export interface Job {
  locks: readonly string[]
  run(): Promise<void>
}

/**
 * Runs jobs, at most `width` at once and never two with a lock in common; in order, but for those that wait for a lock.
 * Begins no further job once `stopped` says so.
 */
export async function schedule(jobs: readonly Job[], width: number, stopped: () => boolean): Promise<void> {
  const waiting = [...jobs]
  const held = new Set<string>()
  const running = new Set<Promise<void>>()
  while (waiting.length > 0 && !stopped()) {
    const i =
      running.size < width ? waiting.findIndex(({ locks }) => locks.every((lock) => !held.has(lock))) : -1
    if (i < 0) {
      await Promise.race(running)
      continue
    }
    const [job] = waiting.splice(i, 1)
    for (const lock of job!.locks) held.add(lock)
    const done: Promise<void> = job!.run().finally(() => {
      for (const lock of job!.locks) held.delete(lock)
      running.delete(done)
    })
    running.add(done)
  }
  await Promise.all(running)
}
