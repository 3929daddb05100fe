import type { HttpClient } from "../wire/http.ts"
import { Asker, type AskerOptions } from "./asker.ts"
import { type Called, callTarget, describe } from "./call.ts"
import { discover } from "./discover.ts"
import { compareCapabilities } from "./doctor-capabilities.ts"
import { checkTokens, DOCTOR } from "./doctor-tokens.ts"
import { type Finding, findingsOf } from "./finding.ts"
import { NO_SUCH_OPERATION } from "./probe.ts"
import type { Target } from "./target.ts"

export type { Finding } from "./finding.ts"

export interface DiagnoseOptions extends AskerOptions {
  /**
   * Every operation of the model (`idp.SignUp`), to look what the target can do, too, and compare that with what its file
   * says. Default none: only a short look.
   */
  operations?: readonly string[]
}

/** SigV4 is refused beyond it. */
const REFUSED_SKEW_MS = 300_000
const NOTED_SKEW_MS = 10_000
const REFUSALS =
  /^(?:UnrecognizedClient|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|InvalidClientTokenId|ExpiredToken|SignatureDoesNotMatch|AccessDenied|RequestExpired|NotAuthorized)/
const FIXES: Partial<Record<string, string>> = {
  "connection-refused": "start it, or say where it is: --endpoint URL",
  dns: "no such host: check `endpoint` in the target file",
  tls: "its certificate is not trusted here: set NODE_EXTRA_CA_CERTS to its CA's file",
  timeout: "it takes the connection and does not answer",
  protocol: "what answers there does not speak HTTP",
}

/** Looks whether a target is as its file says, and fit for a run. Creates a few pools, and deletes them. */
export async function diagnose(target: Target, options: DiagnoseOptions): Promise<Finding[]> {
  const { client, signal, operations = [] } = options
  const first = await firstLook(target, client, signal)
  if (first.some(isHopeless)) return first
  const unknown = await callTarget(target, client, `idp.${NO_SUCH_OPERATION}`, {}, signal)
  const findings = [...first, unknownOperation(target, unknown), ...(await inThrowAwayPool(target, options))]
  if (operations.length === 0) return findings
  return [...findings, ...compareCapabilities(target, await discover(new Asker(target, options), operations))]
}

/** Whether it is reachable, takes our key and speaks the protocol, by one call. */
export async function firstLook(target: Target, client: HttpClient, signal: AbortSignal): Promise<Finding[]> {
  const list = await callTarget(target, client, "idp.ListUserPools", { MaxResults: 1 }, signal)
  if (list.answer.kind === "none") return [unreachable(target, list.answer.failure)]
  return [
    findingsOf("reachable").ok(`${target.endpoint("idp")} answers`),
    clock(target, list),
    ...protocol(target, list),
  ]
}

/** Whether a finding of the first look makes any other pointless. */
export function isHopeless({ check, status }: Finding): boolean {
  return status === "fail" && check !== "clock"
}

function unreachable(target: Target, { code, message }: { code: string; message: string }): Finding {
  return findingsOf("reachable").fail(`${target.endpoint("idp")} cannot be reached: ${message}`, FIXES[code])
}

/** Signatures, and the lifetimes of tokens, are judged by the clock. */
function clock(target: Target, { exchange }: Called): Finding {
  const { ok, warn, fail } = findingsOf("clock")
  const date = Date.parse(exchange.response?.headers.date ?? "")
  if (Number.isNaN(date)) return warn("its answers have no Date, so nobody knows whether its clock is right")
  // Date is in whole seconds, cut off; half of the exchange's time had passed before it was written.
  const skew = date + 500 - (exchange.at + exchange.ms / 2)
  const says = `its clock is ${Math.abs(Math.round(skew / 1_000))} s ${skew < 0 ? "behind" : "ahead of"} ours`
  if (Math.abs(skew) < NOTED_SKEW_MS) return ok(says)
  const refused = Math.abs(skew) > REFUSED_SKEW_MS && target.credentials !== undefined
  return (refused ? fail : warn)(
    says,
    "set the clocks; signatures and the lifetimes of tokens depend on them",
  )
}

function protocol(target: Target, { answer, unsupported, exchange }: Called): Finding[] {
  const [speaks, credentials] = [findingsOf("protocol"), findingsOf("credentials")]
  if (answer.kind === "error" && REFUSALS.test(answer.type)) {
    const by = target.credentials ? `the access key ${target.credentials.accessKeyId}` : "an unsigned call"
    return [
      credentials.fail(
        `${by} is refused: ${describe(answer)}`,
        "see `auth` in the target file, and the `region` that is signed for",
      ),
    ]
  }
  if (answer.kind === "success" && Array.isArray(answer.output.UserPools))
    return [
      speaks.ok("idp.ListUserPools answers as AWS JSON"),
      credentials.ok(target.credentials ? "signed calls are taken" : "unsigned calls are taken"),
    ]
  if (unsupported)
    return [
      speaks.warn(
        "it has no idp.ListUserPools",
        "pools whose creation was interrupted cannot be found, and stay behind",
      ),
    ]
  const says = answer.kind === "success" ? "an answer without UserPools" : describe(answer)
  return [
    speaks.fail(
      `idp.ListUserPools is answered by status ${exchange.response?.status}: ${says}`,
      "does `endpoint` point at Cognito's own API?",
    ),
  ]
}

function unknownOperation(target: Target, { answer, unsupported, exchange }: Called): Finding {
  const { ok, warn, fail } = findingsOf("unknown-operation")
  const says = `an operation that does not exist is answered by ${describe(answer)}`
  if (unsupported) return ok(says)
  if (answer.kind === "success") return fail(`${says}: nothing that it answers means anything`)
  if (target.supports(`op.idp.${NO_SUCH_OPERATION}`) === false)
    return ok(`${says}, as any crash may be; what it has is listed by \`supports\``)
  const entry = answer.kind === "error" ? `type: ${JSON.stringify(answer.rawType)}` : "body: REGEX"
  return warn(
    says,
    `so that it is told from a failure, add to the target file: unsupported: [{ status: ${exchange.response?.status}, ${entry} }]`,
  )
}

async function inThrowAwayPool(
  target: Target,
  { client, ledger, runId, signal }: DiagnoseOptions,
): Promise<Finding[]> {
  const { warn, fail } = findingsOf("provision")
  const input = { PoolName: `poolproof-${runId}-doctor` }
  ledger.before("idp.CreateUserPool", input)
  const { answer } = await callTarget(target, client, "idp.CreateUserPool", input, signal)
  const output = answer.kind === "success" ? answer.output : undefined
  if (answer.kind !== "none") ledger.after("idp.CreateUserPool", input, output)
  const id = (output?.UserPool as { Id?: unknown } | undefined)?.Id
  if (typeof id !== "string") {
    const why = output ? "the answer names no UserPool.Id" : describe(answer)
    return [
      fail(
        `a user pool cannot be created: ${why}`,
        "scenarios make their own pools; see `auth` in the target file",
      ),
    ]
  }
  const findings = [...(await checkTokens(target, client, id, signal)), await inbox(target, id, signal)]
  const gone = await callTarget(target, client, "idp.DeleteUserPool", { UserPoolId: id }, signal)
  if (gone.answer.kind !== "success")
    return [
      ...findings,
      warn(`the pool that was made for these checks cannot be deleted: ${describe(gone.answer)}`),
    ]
  ledger.deleted("user-pool", id)
  return findings
}

/** Asks for what was sent to a user who was sent nothing. */
async function inbox(target: Target, userPoolId: string, signal: AbortSignal): Promise<Finding> {
  const { ok, warn, fail } = findingsOf("inbox")
  if (!target.inbox)
    return warn(
      "what it sends cannot be read",
      "scenarios that need a code are unsupported; see `adapters.inbox`",
    )
  try {
    await target.inbox.messages({ userPoolId, username: DOCTOR, kind: "code" }, signal)
  } catch (error) {
    return fail(
      `what it sends cannot be read: ${(error as Error).message}`,
      "see `adapters.inbox` in the target file",
    )
  }
  return target.inbox.blind
    ? warn("its codes are known beforehand: whether it sends them is not")
    : ok("what it sends can be read")
}
