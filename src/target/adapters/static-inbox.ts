import type { Inbox, InboxQuery, Message } from "../target.ts"

/** The inbox of a target that always sends the same: each look finds it anew, whether or not anything was sent. */
export function staticInbox(says: {
  code?: string | undefined
  temporaryPassword?: string | undefined
}): Inbox {
  let looks = 0
  return {
    blind: true,
    async messages({ kind }: InboxQuery): Promise<Message[]> {
      const { code, temporaryPassword } = says
      if (kind === "code" && code !== undefined) return [{ id: `static-${++looks}`, code }]
      if (kind === "temporary-password" && temporaryPassword !== undefined)
        return [{ id: `static-${++looks}`, temporaryPassword }]
      return []
    },
  }
}
