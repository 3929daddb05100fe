import { readFile } from "node:fs/promises"
import type { Inbox, InboxQuery, Message } from "../target.ts"
import { select } from "./message.ts"
import { compile, findMessages } from "./patterns.ts"

/** Reads messages from a file that the target appends to; before it exists there are none. */
export function fileInbox(path: () => string, patterns: readonly string[]): Inbox {
  const compiled = compile(patterns)
  return {
    async messages(query: InboxQuery, signal: AbortSignal): Promise<Message[]> {
      const text = await readFile(path(), { encoding: "utf8", signal }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === "ENOENT") return ""
          throw error
        },
      )
      return select(findMessages(text, compiled, (index) => `file-${index}`).messages, query)
    },
  }
}
