import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { callTarget } from "../../src/target/call.ts"
import { loadTarget } from "../../src/target/load.ts"
import { type OpenTarget, openTarget } from "../../src/target/open.ts"
import { clientForTest, openForTest } from "../../src/target/target.test-kit.ts"
import { tidy } from "../cli/command.test-kit.ts"
import { expectStrict, RUN } from "./strict.test-kit.ts"

const soon = () => AbortSignal.timeout(10_000)
/** Once on a machine it is installed, which takes as long as pip takes. */
const INSTALLATION = 300_000

let target: OpenTarget
beforeAll(async () => {
  target = await openTarget(loadTarget("ministack"), {
    signal: AbortSignal.timeout(INSTALLATION),
    runId: "r1",
  })
}, INSTALLATION)
afterAll(async () => {
  await target?.close()
  await tidy()
})

test("with its known deviations it conforms, and without them it does not", { timeout: RUN }, () =>
  expectStrict("ministack", "idp.session/garbage"),
)

describe("ministack, the real one", () => {
  const ask = (operation: string, input: Record<string, unknown>, of = target) =>
    callTarget(of, clientForTest(), operation, input, soon())
  const call = async (operation: string, input: Record<string, unknown>) => {
    const { answer } = await ask(operation, input)
    if (answer.kind !== "success") throw new Error(`${operation}: ${JSON.stringify(answer)}`)
    return answer.output as Record<string, Record<string, string>>
  }
  const newClient = async () => {
    const { UserPool } = await call("idp.CreateUserPool", {
      PoolName: "p",
      AutoVerifiedAttributes: ["email"],
    })
    const UserPoolId = UserPool!.Id!
    const { UserPoolClient } = await call("idp.CreateUserPoolClient", { UserPoolId, ClientName: "c" })
    return { UserPoolId, ClientId: UserPoolClient!.ClientId! }
  }

  test("codes and temporary passwords are in its mail, and nobody else's are taken for them", async () => {
    const { UserPoolId, ClientId } = await newClient()
    const read = (username: string, kind: "code" | "temporary-password") =>
      target.inbox!.messages(
        { userPoolId: UserPoolId, username, to: `${username}@example.com`, kind },
        soon(),
      )
    expect(await read("amy", "code")).toEqual([])
    const UserAttributes = [{ Name: "email", Value: "amy@example.com" }]
    await call("idp.SignUp", { ClientId, Username: "amy", Password: "Passw0rd!", UserAttributes })
    expect(await read("amy", "code")).toMatchObject([{ to: "amy@example.com", code: "123456" }])
    expect(await read("bob", "code")).toEqual([])
    await call("idp.AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      TemporaryPassword: "Is1. and. ",
      UserAttributes: [{ Name: "email", Value: "bob@example.com" }],
    })
    expect(await read("bob", "temporary-password")).toMatchObject([{ temporaryPassword: "Is1. and. " }])
  })

  test.for([
    ["idp.NoSuchOperation", {}],
    ["idp.VerifyUserAttribute", {}],
    ["identity.DeleteIdentities", {}],
    ["idp.InitiateAuth", { AuthFlow: "USER_AUTH", AuthParameters: { USERNAME: "amy" } }],
    ["idp.RespondToAuthChallenge", { ChallengeName: "SELECT_CHALLENGE", ChallengeResponses: {} }],
  ] as const)("it says itself that it lacks %s %j", async ([operation, input]) => {
    const { exchange, unsupported } = await ask(operation, { ...(await newClient()), ...input })
    expect([exchange.response?.status, unsupported]).toEqual([400, true])
  })

  test.for([
    ["ADMIN_USER_PASSWORD_AUTH", "InvalidParameterException"],
    ["USER_PASSWORD_AUTH", "UserNotFoundException"],
  ])("a mistake is not taken for a lack: %s", async ([AuthFlow, type]) => {
    const AuthParameters = { USERNAME: "nobody", PASSWORD: "no" }
    const { answer, unsupported } = await ask("idp.InitiateAuth", {
      ...(await newClient()),
      AuthFlow,
      AuthParameters,
    })
    expect([answer, unsupported]).toMatchObject([{ kind: "error", type }, false])
  })

  test("two of them run side by side", async () => {
    await newClient()
    const other = await openForTest(loadTarget("ministack"), { runId: "r2" })
    expect(other.endpoint("idp")).not.toBe(target.endpoint("idp"))
    const { answer } = await ask("idp.ListUserPools", { MaxResults: 1 }, other)
    expect(answer).toMatchObject({ output: { UserPools: [] } })
  })
})
