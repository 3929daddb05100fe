import { randomUUID } from "node:crypto"
import sts from "../../src/model/data/sts.json" with { type: "json" }
import { fail, ServiceError } from "../errors.ts"
import type { Context } from "../operation.ts"
import { compileInput } from "../validate.ts"
import { issueCredentials, parseRole } from "./credentials.ts"
import { readOpenIdToken } from "./open-id-token.ts"
import { stateOf } from "./state.ts"

/** An answer of the query protocol, `text/xml`. */
export type StsAnswer = { readonly status: number; readonly xml: string }

/** An element's children, in order; undefined ones are left out. */
type Xml = { readonly [name: string]: string | Xml }

const readInput = compileInput(
  { ...sts, targetPrefix: "" },
  sts.operations.AssumeRoleWithWebIdentity.input,
  "ValidationError",
)

/**
 * One call of STS: a form with `Action`. `signer` verifies the request's signature, as GetCallerIdentity demands, and
 * says whose access key id it was; the ServiceErrors that it throws are answered under STS's names.
 */
export async function callSts(
  form: URLSearchParams,
  context: Context,
  signer: () => string,
): Promise<StsAnswer> {
  const requestId = randomUUID()
  const action = form.get("Action") ?? ""
  try {
    const result = await perform(action, form, context, signer)
    const body = { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } }
    return { status: 200, xml: document(`${action}Response`, body) }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    const { type: Code, message: Message, status } = error
    const body = { Error: { Type: "Sender", Code, Message }, RequestId: requestId }
    return { status, xml: document("ErrorResponse", body) }
  }
}

function perform(
  action: string,
  form: URLSearchParams,
  context: Context,
  signer: () => string,
): Xml | Promise<Xml> {
  switch (action) {
    case "GetCallerIdentity":
      return getCallerIdentity(context, accessKeyId(signer))
    case "AssumeRoleWithWebIdentity":
      return assumeRoleWithWebIdentity(context, form)
    default:
      return fail("InvalidAction", `Could not find operation ${action} for version ${sts.apiVersion}`)
  }
}

/** STS's names and statuses of what the JSON protocol calls otherwise. */
const signatureErrors: Record<string, [code: string, status: number]> = {
  ExpiredTokenException: ["ExpiredToken", 403],
  IncompleteSignatureException: ["IncompleteSignature", 400],
  InvalidSignatureException: ["SignatureDoesNotMatch", 403],
  MissingAuthenticationTokenException: ["MissingAuthenticationToken", 403],
  UnrecognizedClientException: ["InvalidClientTokenId", 403],
}

function accessKeyId(signer: () => string): string {
  try {
    return signer()
  } catch (error) {
    const [code, status] = signatureErrors[error instanceof ServiceError ? error.type : ""] ?? []
    throw code ? new ServiceError(code, (error as Error).message, status) : error
  }
}

/** The assumed role for credentials that were handed out; the account itself for the machine's own key pair. */
function getCallerIdentity(context: Context, accessKeyId: string): Xml {
  const session = stateOf(context).roleSessions.get(accessKeyId)
  const Account = context.accountId
  return {
    Arn: session?.arn ?? `arn:aws:iam::${Account}:root`,
    UserId: session?.userId ?? Account,
    Account: session?.arn.split(":")[4] ?? Account,
  }
}

/** The classic flow (IDP-124..129), for OpenID tokens of identity pools. */
async function assumeRoleWithWebIdentity(context: Context, form: URLSearchParams): Promise<Xml> {
  const {
    RoleArn,
    RoleSessionName,
    WebIdentityToken,
    DurationSeconds = 3600,
  } = readInput(formInput(form)) as {
    RoleArn: string
    RoleSessionName: string
    WebIdentityToken: string
    DurationSeconds?: number
  }
  const role = parseRole(RoleArn) ?? fail("ValidationError", `${RoleArn} is invalid`)
  const token = await readOpenIdToken(context, WebIdentityToken)
  if (!token) return fail("InvalidIdentityToken", "The ID Token provided is not a valid JWT.")
  if (token.age >= 0) throw new ServiceError("ExpiredTokenException", `Token too old: ${token.age}`)

  const issued = issueCredentials(context, role, RoleSessionName, DurationSeconds)
  return {
    SubjectFromWebIdentityToken: token.identityId,
    Audience: token.identityPoolId,
    AssumedRoleUser: { Arn: issued.session.arn, AssumedRoleId: issued.session.userId },
    Credentials: {
      SessionToken: issued.sessionToken,
      SecretAccessKey: issued.secretAccessKey,
      Expiration: issued.expiration.toISOString().replace(".000Z", "Z"),
      AccessKeyId: issued.accessKeyId,
    },
    Provider: "cognito-identity.amazonaws.com",
  }
}

/** The top-level members of a form; the one number among them as a number. */
function formInput(form: URLSearchParams): Record<string, unknown> {
  const members = Object.fromEntries([...form].filter(([name]) => !name.includes(".")))
  const seconds = form.get("DurationSeconds")
  if (seconds === null) return members
  if (!/^\d+$/.test(seconds)) fail("MalformedInput", "DurationSeconds is not a number")
  return { ...members, DurationSeconds: Number(seconds) }
}

function document(name: string, body: Xml): string {
  return `<${name} xmlns="${sts.xmlNamespace}">${elements(body)}</${name}>`
}

function elements(content: Xml): string {
  return Object.entries(content)
    .map(
      ([name, value]) => `<${name}>${typeof value === "string" ? escaped(value) : elements(value)}</${name}>`,
    )
    .join("")
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
