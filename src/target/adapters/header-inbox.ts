import type { Exchange } from "../../wire/exchange.ts"
import type { Inbox, InboxQuery, Message } from "../target.ts"
import { type Found, messageOf, select } from "./message.ts"

const KEPT_MESSAGES = 10_000

/** Reads codes from a header of the answer to the call that sent them, such as moto's. */
export class HeaderInbox implements Inbox {
  readonly #name: string
  readonly #pattern: RegExp
  #messages: Found[] = []

  constructor(name: string, pattern = "^(?<code>.+)$") {
    this.#name = name.toLowerCase()
    this.#pattern = new RegExp(pattern, "su")
  }

  observe({ id, at, request, response }: Exchange): void {
    const groups = this.#pattern.exec(response?.headers[this.#name] ?? "")?.groups
    if (!groups) return
    const { Username, UserPoolId } = inputOf(request.body)
    const message = messageOf({ at, username: Username, poolId: UserPoolId, ...groups }, `header-${id}`)
    this.#messages = [...this.#messages, message].slice(-KEPT_MESSAGES)
  }

  async messages(query: InboxQuery): Promise<Message[]> {
    return select(this.#messages, query)
  }
}

function inputOf(body: string): { Username?: unknown; UserPoolId?: unknown } {
  try {
    return (JSON.parse(body) as object | null) ?? {}
  } catch {
    return {}
  }
}
