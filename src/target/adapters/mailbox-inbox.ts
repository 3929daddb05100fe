import { PoolproofError } from "../../scenario/problem.ts"
import type { Inbox, InboxQuery, Message } from "../target.ts"
import { type Found, select } from "./message.ts"

/** What the suite's doubles received (`doubles/mailbox.ts`). `unreadable` says why a code is not to be used as it is. */
export interface Mailbox {
  messages(): readonly (Found & { unreadable?: string })[]
}

/** Reads what the target delivered to the suite's own mailbox. @throws PoolproofError (exit 3) for what nobody here can read. */
export function mailboxInbox(mailbox: Mailbox): Inbox {
  return {
    async messages(query: InboxQuery): Promise<Message[]> {
      const found = select(mailbox.messages(), query)
      const unreadable = found.find((message) => message.unreadable)
      if (unreadable) throw new PoolproofError(`inbox: ${unreadable.unreadable}`, 3)
      return found
    },
  }
}
