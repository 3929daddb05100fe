import { expect, onTestFinished, test } from "vitest"
import { LambdaDouble } from "./lambda.ts"
import { Mailbox } from "./mailbox.ts"
import { mailOf } from "./sender-trigger.ts"

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:pre-sign-up"
const EVENT = {
  version: "1",
  triggerSource: "PreSignUp_SignUp",
  userName: "amy",
  request: { userAttributes: { email: "amy@example.com" } },
  response: { autoConfirmUser: false, autoVerifyEmail: false },
}

async function double(): Promise<LambdaDouble> {
  const lambda = await LambdaDouble.start()
  onTestFinished(() => lambda.close())
  return lambda
}

function invoke(
  { endpoint }: LambdaDouble,
  name: string,
  event: unknown,
  headers: Record<string, string> = {},
) {
  const body = typeof event === "string" ? event : JSON.stringify(event)
  const url = `${endpoint}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`
  return fetch(url, { method: "POST", body, headers, signal: AbortSignal.timeout(5_000) })
}

test("a function that nobody armed answers its event", async () => {
  const response = await invoke(await double(), ARN, EVENT)
  expect(response.status).toBe(200)
  expect(response.headers.get("x-amz-executed-version")).toBe("$LATEST")
  expect(response.headers.has("x-amz-function-error")).toBe(false)
  expect(await response.json()).toEqual(EVENT)
})

test.for([ARN, "pre-sign-up", "123456789012:function:pre-sign-up", `${ARN}:live`])(
  "%s is the same function",
  async (name) => {
    const lambda = await double()
    lambda.arm(ARN, { response: { autoConfirmUser: true } })
    const response = await invoke(lambda, name, EVENT)
    expect(await response.json()).toEqual({
      ...EVENT,
      response: { autoConfirmUser: true, autoVerifyEmail: false },
    })
    expect(lambda.events(name)).toHaveLength(1)
  },
)

test("an exception is a 200 with X-Amz-Function-Error", async () => {
  const lambda = await double()
  lambda.arm(ARN, { error: "no", type: "RangeError" })
  const response = await invoke(lambda, ARN, EVENT)
  expect([response.status, response.headers.get("x-amz-function-error")]).toEqual([200, "Unhandled"])
  expect(await response.json()).toEqual({ errorMessage: "no", errorType: "RangeError", trace: [] })
  lambda.arm(ARN, undefined)
  expect(await (await invoke(lambda, ARN, EVENT)).json()).toEqual(EVENT)
})

test("an event is recorded with its time and not answered", async () => {
  const lambda = await double()
  lambda.arm(ARN, { error: "nobody hears it" })
  const before = Date.now()
  const response = await invoke(lambda, ARN, EVENT, { "x-amz-invocation-type": "Event" })
  expect([response.status, await response.text()]).toEqual([202, ""])
  await invoke(lambda, ARN, { ...EVENT, userName: "bob" })
  expect(lambda.events(ARN, 0)).toMatchObject([
    { invocationType: "Event", functionName: "pre-sign-up", event: EVENT },
    {},
  ])
  expect(lambda.events(ARN, 1)).toMatchObject([
    { invocationType: "RequestResponse", event: { userName: "bob" } },
  ])
  expect(lambda.events(ARN)[0]!.at).toBeGreaterThanOrEqual(before)
  expect(lambda.events("another")).toEqual([])
})

test("it misbehaves as it is told", async () => {
  const lambda = await double()
  lambda.arm(ARN, { misbehaves: "bad-json" })
  await expect((await invoke(lambda, ARN, EVENT)).json()).rejects.toThrow(SyntaxError)
  lambda.arm(ARN, { misbehaves: "not-an-event" })
  expect(await (await invoke(lambda, ARN, EVENT)).json()).toBe("not an event")
  lambda.arm(ARN, { misbehaves: "http-500" })
  expect((await invoke(lambda, ARN, EVENT)).status).toBe(500)
  lambda.arm(ARN, { misbehaves: "timeout" })
  const waiting = invoke(lambda, ARN, EVENT)
  await expect.poll(() => lambda.events(ARN)).toHaveLength(4)
  const ended = expect(waiting).rejects.toThrow()
  await lambda.close()
  await ended
})

test("what is no invocation is refused", async () => {
  const lambda = await double()
  expect((await fetch(lambda.endpoint)).status).toBe(404)
  const broken = await invoke(lambda, ARN, "{")
  expect([broken.status, broken.headers.get("x-amzn-errortype")]).toEqual([
    400,
    "InvalidRequestContentException",
  ])
  expect((await invoke(lambda, ARN, EVENT, { "x-amz-invocation-type": "DryRun" })).status).toBe(204)
  expect(lambda.events(ARN)).toEqual([])
})

test("a sender function's codes reach the mailbox; encrypted ones say why they cannot be read", async () => {
  const lambda = await double()
  const mailbox = new Mailbox()
  lambda.onEvent((event) => {
    const mail = mailOf(event)
    if (mail) mailbox.deliver(mail)
  })
  const sender = (triggerSource: string, code: string) => ({
    triggerSource,
    userName: "amy",
    userPoolId: "us-east-1_a",
    request: {
      type: "customEmailSenderRequestV1",
      code,
      userAttributes: { email: "amy@example.com", phone_number: "+1425" },
    },
  })
  await invoke(lambda, "sender", sender("CustomEmailSender_SignUp", "123456"), {
    "x-amz-invocation-type": "Event",
  })
  await invoke(lambda, "sender", sender("CustomSMSSender_AdminCreateUser", "a&lt;b&amp;lt;"))
  await invoke(lambda, "sender", sender("CustomEmailSender_ForgotPassword", `AYAD${"x".repeat(400)}`))
  await invoke(lambda, "other", EVENT)
  expect(mailbox.messages()).toMatchObject([
    {
      id: "mail-1",
      channel: "EMAIL",
      to: "amy@example.com",
      username: "amy",
      userPoolId: "us-east-1_a",
      code: "123456",
    },
    { id: "mail-2", channel: "SMS", to: "+1425", temporaryPassword: "a<b&lt;" },
    { id: "mail-3", unreadable: expect.stringContaining("KMS") },
  ])
})
