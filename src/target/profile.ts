import * as z from "zod"
import type { Problem } from "../scenario/problem.ts"
import { validate } from "../scenario/validate.ts"
import { parseYaml } from "../scenario/yaml.ts"
import { adaptersSchema } from "./adapters/schema.ts"
import { template } from "./template.ts"

const duration = z
  .string()
  .regex(/^\d+(?:ms|s|m|h|d)$/, "a duration is a whole number and a unit: 250ms, 30s, 5m")
  .describe("250ms, 30s, 5m")
const regex = z.string().superRefine((source, context) => {
  try {
    new RegExp(source, "su")
  } catch (error) {
    context.addIssue({ code: "custom", message: (error as Error).message })
  }
})

const secret = z
  .strictObject({
    secret: z.union([
      z.string().describe("An environment variable"),
      z.strictObject({ env: z.string() }),
      z.strictObject({
        file: z.string().describe("Its content, without the line end; beside the target file"),
      }),
      z.strictObject({ command: z.array(z.string()).min(1).describe("What it prints; run without a shell") }),
    ]),
  })
  .describe("A value that must appear in no artefact")
export type SecretReference = z.infer<typeof secret>

const started = [
  "port",
  "region",
  "accountId",
  "node",
  "package",
  "ext",
  "cwd",
  "runId",
  "lambda.endpoint",
] as const
const startText = template(...started)

const start = z
  .strictObject({
    command: z
      .union([startText, z.array(startText).min(1)])
      .optional()
      .describe("A list runs without a shell; a string is given to the shell. It stays in the foreground"),
    npx: z
      .string()
      .regex(
        /^(?:@[\w.-]+\/)?[\w.-]+@\d[\w.+-]*$/,
        "a package at an exact version, like `cognito-local@5.3.0`",
      )
      .optional()
      .describe(
        "A package of npm at an exact version, instead of `command`: the one installed here, or else `npx -y`",
      ),
    pypi: z
      .array(
        z
          .string()
          .regex(
            /^[A-Za-z0-9][\w.-]*(?:\[[\w.,-]+\])?==\d[\w.+!-]*$/,
            "a package at an exact version, like `moto[server]==5.2.5`",
          ),
      )
      .min(1)
      .optional()
      .describe(
        "Packages of PyPI at exact versions, instead of `command`: in a virtual environment, made once in the cache folder",
      ),
    run: z
      .string()
      .regex(/^[\w.-]+$/, "the name of a program, like `moto_server`")
      .optional()
      .describe("For `pypi`: which of the packages' programs"),
    args: z.array(startText).optional().describe("For `npx` and `pypi`"),
    env: z.record(z.string(), z.union([startText, secret])).optional(),
    cwd: z
      .string()
      .optional()
      .describe("Default `temp`: a fresh folder, removed afterwards. Else relative to the target file"),
    files: z
      .record(z.string(), startText)
      .optional()
      .describe("Written into the working folder before the start"),
    ready: z
      .strictObject({
        http: z
          .string()
          .regex(/^GET \/\S*$/, "a request, like `GET /health`")
          .optional()
          .describe("Ready when it answers 2xx"),
        stdout: z
          .literal("json-line")
          .optional()
          .describe('Ready with the line { "ready": true, "endpoint": URL }'),
        within: duration.optional().describe("Default 30s"),
      })
      .optional()
      .describe("Default: ready when idp.ListUserPools answers as AWS JSON"),
    stop: z
      .strictObject({
        signal: z
          .enum(["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGKILL"])
          .optional()
          .describe("Default SIGTERM"),
        within: duration.optional().describe("Then SIGKILL; default 5s"),
      })
      .optional(),
  })
  .superRefine(({ command, npx, pypi, run }, context) => {
    if ([command, npx, pypi].filter((way) => way !== undefined).length !== 1)
      context.addIssue({ code: "custom", message: "`start` needs one of `command`, `npx` and `pypi`" })
    if ((pypi === undefined) !== (run === undefined))
      context.addIssue({ code: "custom", message: "`pypi` and `run`, the program to start, go together" })
  })

const perPool = template("endpoint", "poolId", "region", "accountId", "port")
const base = template("endpoint", "region", "port")

export const targetSchema = z
  .strictObject({
    poolproof: z.literal(1).describe("The version of the language"),
    kind: z.literal("Target"),
    name: z
      .string()
      .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, "a name is lower-case words joined by `-` or `.`"),
    title: z.string().optional(),
    product: z
      .strictObject({
        vendor: z.string().optional(),
        version: z.string().optional(),
        url: z.string().optional(),
        licence: z.string().optional(),
      })
      .optional(),
    start: start.optional().describe("How to start it. Without it, it must be running already"),
    endpoint: template("port", "region")
      .optional()
      .describe("Base URL. Not needed where `ready: { stdout: json-line }` tells it, or `--endpoint` does"),
    endpoints: z
      .strictObject({
        idp: base.optional().describe("User pools; default ${endpoint}"),
        identity: base.optional().describe("Identity pools. Left out: not offered"),
        sts: base.optional().describe("Left out: not offered"),
        oauth: template("endpoint", "region", "port", "domain")
          .optional()
          .describe("A user pool domain's endpoints; ${domain} is its prefix. Left out: not offered"),
      })
      .optional(),
    region: z.string().optional().describe("Default us-east-1"),
    accountId: z.string().optional().describe("Default 123456789012"),
    issuer: perPool.optional().describe("Default https://cognito-idp.${region}.amazonaws.com/${poolId}"),
    jwks: perPool.optional().describe("Default ${endpoint}/${poolId}/.well-known/jwks.json"),
    discovery: perPool.optional().describe("Default ${endpoint}/${poolId}/.well-known/openid-configuration"),
    auth: z
      .union([
        z.literal("none"),
        z.literal("aws"),
        z.strictObject({
          accessKeyId: z.union([z.string(), secret]),
          secretAccessKey: z.union([z.string(), secret]),
          sessionToken: z.union([z.string(), secret]).optional(),
        }),
      ])
      .optional()
      .describe(
        "Whose key signs. `aws`: the environment, or else the shared credentials file. Default none: unsigned",
      ),
    supports: z
      .record(z.string(), z.boolean())
      .optional()
      .describe(
        "Capabilities by name or glob (`op.idp.*Device*`); the most specific counts. What is not named is probed",
      ),
    unsupported: z
      .array(
        z
          .strictObject({
            status: z.number().int().optional(),
            type: z.string().optional().describe("As it came, or the short name"),
            message: regex.optional(),
            body: regex.optional(),
          })
          .refine((answer) => Object.keys(answer).length > 0, "an empty entry would fit every answer"),
      )
      .optional()
      .describe("How it says that it lacks an operation or flow. UnknownOperationException is known anyway"),
    adapters: adaptersSchema.optional(),
    notes: z.union([z.string(), z.array(z.string())]).optional(),
  })
  .superRefine(({ start, endpoint, adapters }, context) => {
    if (start && !endpoint && !start.ready?.stdout)
      context.addIssue({
        code: "custom",
        path: ["start"],
        message: "what is started needs an `endpoint`, or `ready: { stdout: json-line }`",
      })
    if (adapters?.keys?.kind === "restart" && !start)
      context.addIssue({
        code: "custom",
        path: ["adapters", "keys", "kind"],
        message: "`restart` needs a `start`",
      })
  })
type TargetDocument = z.infer<typeof targetSchema>
export type Start = z.infer<typeof start>

/** A target file: what it says, and where it is (paths in it are relative to it). */
export interface TargetProfile extends TargetDocument {
  file: string
}

/** Reads a target file's text. */
export function parseTarget(file: string, text: string): { profile?: TargetProfile; problems: Problem[] } {
  const { source, problems } = parseYaml(file, text)
  if (!source) return { problems }
  const document = validate(targetSchema, source, problems)
  return document ? { profile: { ...document, file }, problems } : { problems }
}
