import { beforeAll, describe, expect, onTestFinished, test } from "vitest"
import { HttpClient } from "../wire/http.ts"
import { callTarget } from "./call.ts"
import { loadTarget } from "./load.ts"
import { type OpenTarget, openTarget } from "./open.ts"
import { clientForTest } from "./target.test-kit.ts"
import type { InboxQuery } from "./target.ts"

const soon = () => AbortSignal.timeout(10_000)

describe("cognito-local, the real one", () => {
  let target: OpenTarget
  let UserPoolId: string
  let ClientId: string

  const call = async (operation: string, input: Record<string, unknown>) => {
    const { answer } = await callTarget(target, clientForTest(), operation, input, soon())
    if (answer.kind !== "success") throw new Error(`${operation}: ${JSON.stringify(answer)}`)
    return answer.output as Record<string, Record<string, string>>
  }

  beforeAll(async () => {
    target = await openTarget(loadTarget("cognito-local"), { signal: soon(), runId: "r1" })
    const client = new HttpClient()
    const made = async (operation: string, input: Record<string, unknown>) => {
      const { answer } = await callTarget(target, client, operation, input, soon())
      return (answer.kind === "success" ? answer.output : {}) as Record<string, Record<string, string>>
    }
    const { UserPool } = await made("idp.CreateUserPool", {
      PoolName: "p",
      AutoVerifiedAttributes: ["email"],
    })
    UserPoolId = UserPool!.Id!
    const { UserPoolClient } = await made("idp.CreateUserPoolClient", { UserPoolId, ClientName: "c" })
    ClientId = UserPoolClient!.ClientId!
    await client.close()
    return () => target.close()
  })

  const messages = async (username: string, kind: InboxQuery["kind"], to?: string) =>
    target.inbox!.messages({ userPoolId: UserPoolId, username, kind, ...(to && { to }) }, soon())
  const email = (name: string) => [{ Name: "email", Value: `${name}@example.com` }]

  test("a pool has no username attributes of its own accord", async () => {
    const { UserPool } = await call("idp.DescribeUserPool", { UserPoolId })
    expect(UserPool!.UsernameAttributes).toEqual([])
  })

  test("the code that it was told confirms, and another does not", async () => {
    await call("idp.SignUp", {
      ClientId,
      Username: "amy",
      Password: "Passw0rd!",
      UserAttributes: email("amy"),
    })
    const [message] = await messages("amy", "code")
    expect(target.inbox!.blind).toBe(true)
    await expect(
      call("idp.ConfirmSignUp", { ClientId, Username: "amy", ConfirmationCode: "000000" }),
    ).rejects.toThrow()
    await call("idp.ConfirmSignUp", { ClientId, Username: "amy", ConfirmationCode: message!.code })
    expect(await messages("amy", "temporary-password")).toEqual([])
  })

  test("a temporary password is read from its log, and an address that is longer than its box is wide", async () => {
    const name = "a-very-long-local-part-of-an-address-".repeat(4)
    const Username = "carl"
    await call("idp.AdminCreateUser", {
      UserPoolId,
      Username,
      UserAttributes: email(name),
      DesiredDeliveryMediums: ["EMAIL"],
    })
    await expect
      .poll(() => messages(Username, "temporary-password"))
      .toMatchObject([{ to: `${name}@example.com`, temporaryPassword: expect.stringMatching(/^\S{6}$/) }])
    expect(await messages("c5f1b7e0-sub", "temporary-password", `${name}@example.com`)).toHaveLength(1)
  })

  test.for([
    ["idp.TagResource", {}],
    ["idp.NoSuchOperation", {}],
    ["idp.InitiateAuth", { AuthFlow: "USER_SRP_AUTH", AuthParameters: { USERNAME: "amy", SRP_A: "aa" } }],
    ["idp.InitiateAuth", { AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "amy" } }],
    ["idp.InitiateAuth", { AuthFlow: "USER_AUTH", AuthParameters: { USERNAME: "amy" } }],
    [
      "idp.AdminInitiateAuth",
      { AuthFlow: "ADMIN_NO_SRP_AUTH", AuthParameters: { USERNAME: "amy", PASSWORD: "x" } },
    ],
    ["identity.GetId", {}],
  ] as const)("it says itself that it lacks %s %j", async ([operation, input]) => {
    const { exchange, unsupported } = await callTarget(
      target,
      clientForTest(),
      operation,
      { UserPoolId, ClientId, ...input },
      soon(),
    )
    expect([exchange.response?.status, unsupported]).toEqual([500, true])
  })

  test("a mistake is not taken for a lack", async () => {
    const wrong = {
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "amy", PASSWORD: "no" },
    }
    const { answer, unsupported } = await callTarget(
      target,
      clientForTest(),
      "idp.InitiateAuth",
      wrong,
      soon(),
    )
    expect(answer).toMatchObject({ kind: "error", type: "InvalidPasswordException" })
    expect(unsupported).toBe(false)
  })

  test("its keys are where the target file says, and it looks at no signature", async () => {
    const response = await fetch(target.jwksUrl(UserPoolId))
    expect(await response.json()).toMatchObject({ keys: [{ kid: "CognitoLocal", alg: "RS256" }] })
    const wrongKey = {
      ...target,
      endpoint: target.endpoint,
      credentials: { accessKeyId: "x", secretAccessKey: "y" },
    }
    const { answer } = await callTarget(
      wrongKey,
      clientForTest(),
      "idp.ListUserPools",
      { MaxResults: 1 },
      soon(),
    )
    expect(answer.kind).toBe("success")
  })

  test("two of them run side by side", async () => {
    const other = await openTarget(loadTarget("cognito-local"), { signal: soon(), runId: "r2" })
    onTestFinished(() => other.close())
    expect(other.endpoint("idp")).not.toBe(target.endpoint("idp"))
    const { answer } = await callTarget(
      other,
      clientForTest(),
      "idp.ListUserPools",
      { MaxResults: 1 },
      soon(),
    )
    expect(answer).toMatchObject({ output: { UserPools: [] } })
  })
})
