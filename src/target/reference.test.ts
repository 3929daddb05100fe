import { beforeAll, expect, test } from "vitest"
import { LambdaDouble } from "../doubles/lambda.ts"
import { callTarget } from "./call.ts"
import { diagnose } from "./doctor.ts"
import { loadTarget } from "./load.ts"
import { type OpenTarget, openTarget } from "./open.ts"
import { clientForTest, ledgerForTest } from "./target.test-kit.ts"

const soon = () => AbortSignal.timeout(10_000)
let target: OpenTarget
let lambda: LambdaDouble

beforeAll(async () => {
  lambda = await LambdaDouble.start()
  target = await openTarget(loadTarget("reference"), { signal: soon(), runId: "r1", doubles: { lambda } })
  return async () => {
    await target.close()
    await lambda.close()
  }
})

async function call(operation: string, input: Record<string, unknown>) {
  const { answer } = await callTarget(target, clientForTest(), operation, input, soon())
  if (answer.kind !== "success") throw new Error(`${operation}: ${JSON.stringify(answer)}`)
  return answer.output as Record<string, Record<string, string>>
}

async function pool(more: object = {}) {
  const { UserPool } = await call("idp.CreateUserPool", {
    PoolName: "p",
    AutoVerifiedAttributes: ["email"],
    ...more,
  })
  const UserPoolId = UserPool!.Id!
  const { UserPoolClient } = await call("idp.CreateUserPoolClient", { UserPoolId, ClientName: "c" })
  return { UserPoolId, ClientId: UserPoolClient!.ClientId! }
}

const AMY = {
  Username: "amy",
  Password: "Passw0rd!",
  UserAttributes: [{ Name: "email", Value: "amy@example.com" }],
}

test("the doctor has nothing against it", async () => {
  const options = { client: clientForTest(), ledger: ledgerForTest(), runId: "r1", signal: soon() }
  expect((await diagnose(target, options)).filter(({ status }) => status !== "ok")).toEqual([])
})

test("its codes are read, and confirm", async () => {
  const { UserPoolId, ClientId } = await pool()
  await call("idp.SignUp", { ClientId, ...AMY })
  const query = { userPoolId: UserPoolId, username: "amy", to: "amy@example.com", kind: "code" } as const
  const messages = await target.inbox!.messages(query, soon())
  expect(messages).toMatchObject([
    { code: expect.stringMatching(/^\d{6}$/), to: "amy@example.com", channel: "EMAIL" },
  ])
  await call("idp.ConfirmSignUp", { ClientId, Username: "amy", ConfirmationCode: messages[0]!.code })
})

test("its clock advances, its keys rotate, its triggers are invoked", async () => {
  const arn = target.lambda!.functionArn("pre-sign-up")
  const { UserPoolId, ClientId } = await pool({ LambdaConfig: { PreSignUp: arn } })
  await call("idp.SignUp", { ClientId, ...AMY })
  expect(lambda.events(arn)).toMatchObject([
    { event: { triggerSource: "PreSignUp_SignUp", userName: "amy" } },
  ])

  const kids = async () =>
    ((await (await fetch(target.jwksUrl(UserPoolId))).json()) as { keys: { kid: string }[] }).keys.map(
      ({ kid }) => kid,
    )
  const before = await kids()
  await target.keys!.rotate(UserPoolId, soon())
  const added = (await kids()).filter((kid) => !before.includes(kid))
  expect(added).not.toEqual([])
  await target.keys!.withdraw!(UserPoolId, before[0]!, soon())
  expect(await kids()).not.toContain(before[0])
  await target.clock!.advance(UserPoolId, 3_600, soon())
  await expect(target.clock!.advance("us-east-1_nowhere", 1, soon())).rejects.toMatchObject({ exitCode: 3 })
})
