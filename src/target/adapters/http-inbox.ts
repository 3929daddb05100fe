import { PoolproofError } from "../../scenario/problem.ts"
import type { HttpClient } from "../../wire/http.ts"
import type { Inbox, InboxQuery, Message } from "../target.ts"
import type { Values } from "../template.ts"
import { sendCall } from "./http-call.ts"
import { at, type Found, messageOf, select } from "./message.ts"
import { compile, findMessages } from "./patterns.ts"
import { type InboxConfig, MESSAGE_MEMBERS } from "./schema.ts"

/** Reads messages from an HTTP endpoint of the target that answers JSON. */
export function httpInbox(
  client: HttpClient,
  config: Extract<InboxConfig, { kind: "http" }>,
  values: () => Values,
): Inbox {
  const patterns = compile(config.patterns ?? [])
  const fields: Partial<Record<string, string>> = { poolId: "userPoolId", ...config.fields }
  const read = (item: unknown, index: number): Found => {
    const members = MESSAGE_MEMBERS.map((name) => [name, at(item, fields[name] ?? name)] as const)
    const message = messageOf(Object.fromEntries(members), String(at(item, fields.id ?? "id") ?? index))
    const inBody = findMessages(message.body ?? "", patterns, () => message.id).messages[0]
    return { ...inBody, ...message }
  }
  return {
    async messages(query: InboxQuery, signal: AbortSignal): Promise<Message[]> {
      const { userPoolId, username, to = "" } = query
      const call = { method: "GET" as const, url: config.url, headers: config.headers }
      const body = await sendCall(
        client,
        "inbox",
        call,
        { ...values(), poolId: userPoolId, username, to },
        signal,
      )
      const list = listIn(body, config.items)
      if (!list)
        throw new PoolproofError(
          `inbox: no list of messages${config.items ? ` at \`${config.items}\`` : ""} in ${body.slice(0, 200)}`,
          3,
        )
      return select(list.map(read), query)
    },
  }
}

function listIn(body: string, items: string | undefined): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(body)
    if (items?.endsWith(".*")) {
      const lists = at(value, items.slice(0, -".*".length))
      return typeof lists === "object" && lists ? Object.values(lists).flat() : undefined
    }
    const list = items ? at(value, items) : value
    return Array.isArray(list) ? list : undefined
  } catch {
    return undefined
  }
}
