import * as z from "zod"
import { template } from "../template.ts"

const headers = z.record(z.string(), z.string()).optional()
const perPool = ["endpoint", "region", "accountId", "poolId"] as const
const post = (...names: string[]) =>
  z.strictObject({
    method: z.enum(["POST", "PUT", "PATCH", "DELETE", "GET"]).optional().describe("Default POST"),
    url: template(...perPool, ...names),
    headers,
    json: z.unknown().optional().describe("The body; its strings may hold the same ${…}"),
  })

/** What a message may say: members of a JSON message, and named groups of a pattern. */
export const MESSAGE_MEMBERS = [
  "code",
  "temporaryPassword",
  "link",
  "to",
  "username",
  "poolId",
  "trigger",
  "channel",
  "body",
  "id",
  "at",
] as const
const pattern = z.string().superRefine((source, context) => {
  const complain = (message: string) => context.addIssue({ code: "custom", message })
  try {
    new RegExp(source, "su")
  } catch (error) {
    return complain((error as Error).message)
  }
  const groups = [...source.matchAll(/\(\?<([A-Za-z]\w*)>/g)].map(([, name]) => name!)
  const unknown = groups.find((name) => !(MESSAGE_MEMBERS as readonly string[]).includes(name))
  if (unknown) complain(`unknown group \`${unknown}\`; groups: ${MESSAGE_MEMBERS.join(", ")}`)
  if (!groups.some((name) => ["code", "temporaryPassword", "link"].includes(name)))
    complain("a pattern needs a named group: (?<code>…), (?<temporaryPassword>…) or (?<link>…)")
})
const patterns = z
  .array(pattern)
  .min(1)
  .describe("Regular expressions with named groups; `.` also fits a line end")
const path = z.string().describe("A dotted path into the message, like `body.text`")

const inbox = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("http"),
    url: template(...perPool, "username", "to"),
    headers,
    items: z
      .string()
      .optional()
      .describe(
        "Dotted path of the list of messages, or with `.*` at the end of an object whose members are lists; default: the answer is the list",
      ),
    fields: z
      .partialRecord(z.enum(MESSAGE_MEMBERS), path)
      .optional()
      .describe("Where each member stands in a message; default: under its own name"),
    patterns: patterns.optional().describe("Applied to `body` where the server does not tell the code apart"),
  }),
  z
    .strictObject({ kind: z.literal("stdout"), patterns })
    .describe("The log of the process that the suite started"),
  z.strictObject({ kind: z.literal("file"), path: template("cwd"), patterns }),
  z
    .strictObject({
      kind: z.literal("static"),
      code: z.string().optional(),
      temporaryPassword: z.string().optional(),
    })
    .describe("The target always sends this"),
  z
    .strictObject({
      kind: z.literal("header"),
      name: z.string(),
      pattern: pattern.optional().describe("Default: the whole value is the code"),
    })
    .describe("A response header of the call that sends"),
  z
    .strictObject({ kind: z.literal("sender-trigger") })
    .describe("CustomEmailSender and CustomSMSSender functions, played by the suite"),
])

export const adaptersSchema = z.strictObject({
  inbox: z
    .union([inbox, z.array(inbox).min(1)])
    .optional()
    .describe("How codes are read; several are read together"),
  clock: z
    .strictObject({
      kind: z.literal("http"),
      advance: post("seconds").describe("${seconds} alone is a number"),
    })
    .optional(),
  keys: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("http"), rotate: post(), withdraw: post("kid").optional() }),
      z.strictObject({
        kind: z.literal("restart"),
        run: z
          .array(template("cwd", "rotation"))
          .min(1)
          .optional()
          .describe("Run between stop and start, without a shell"),
        env: z
          .record(z.string(), template("cwd", "rotation"))
          .optional()
          .describe("Beside `start.env`; ${rotation} counts"),
      }),
    ])
    .optional(),
  lambda: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("control"),
        set: post("lambda.endpoint"),
        functionArn: template("region", "accountId", "name").optional(),
      }),
      z
        .strictObject({
          kind: z.literal("env"),
          functionArn: template("region", "accountId", "name").optional(),
        })
        .describe("`start` says ${lambda.endpoint} itself"),
    ])
    .optional()
    .describe("How it is told where functions are invoked"),
})

export type Adapters = z.infer<typeof adaptersSchema>
export type InboxConfig = z.infer<typeof inbox>
export type HttpCall = z.infer<ReturnType<typeof post>>
