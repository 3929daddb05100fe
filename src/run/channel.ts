/** A queue with one reader: pushed values come out of the async iteration in order, until it is closed. */
export class Channel<T> implements AsyncIterable<T> {
  readonly #values: T[] = []
  #wake: (() => void) | undefined
  #closed = false
  #error: unknown

  push(value: T): void {
    this.#values.push(value)
    this.#wake?.()
  }

  /** Ends the iteration once everything is read; with an error, by throwing it. */
  close(error?: unknown): void {
    this.#closed = true
    this.#error = error
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for (;;) {
      while (this.#values.length > 0) yield this.#values.shift()!
      if (this.#closed) {
        if (this.#error !== undefined) throw this.#error
        return
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = undefined
    }
  }
}
