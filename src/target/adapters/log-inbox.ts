import type { Inbox, InboxQuery, LogLine, Message } from "../target.ts"
import { type Found, select } from "./message.ts"
import { compile, findMessages } from "./patterns.ts"

/** Many messages long: what is cut off before it was complete is lost. */
const LONGEST_TEXT = 1_048_576
const KEPT_MESSAGES = 10_000

/** Reads messages from the log of the target's process, as its lines come. */
export class LogInbox implements Inbox {
  readonly #patterns: RegExp[]
  #messages: Found[] = []
  #text = ""
  #found = 0

  constructor(patterns: readonly string[]) {
    this.#patterns = compile(patterns)
  }

  take(line: LogLine): void {
    this.#text += `${line.text}\n`
    if (this.#text.length > LONGEST_TEXT) {
      this.#scan()
      this.#text = this.#text.slice(-LONGEST_TEXT / 2)
    }
  }

  async messages(query: InboxQuery): Promise<Message[]> {
    this.#scan()
    return select(this.#messages, query)
  }

  /** What was found is cut off, so that no text is read twice. */
  #scan(): void {
    const { messages, end } = findMessages(this.#text, this.#patterns, () => `log-${++this.#found}`)
    this.#messages = [...this.#messages, ...messages].slice(-KEPT_MESSAGES)
    this.#text = this.#text.slice(end)
  }
}
