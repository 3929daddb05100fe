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
  target = await openTarget(loadTarget("moto"), { signal: AbortSignal.timeout(INSTALLATION), runId: "r1" })
}, INSTALLATION)
afterAll(async () => {
  await target?.close()
  await tidy()
})

test("with its known deviations it conforms, and without them it does not", { timeout: RUN }, () =>
  expectStrict("moto", "idp.confirm-sign-up/code-mismatch"),
)

describe("moto, the real one", () => {
  const ask = (operation: string, input: Record<string, unknown>, of = target) =>
    callTarget(of, clientForTest(), operation, input, soon())
  const call = async (operation: string, input: Record<string, unknown>) => {
    const called = await ask(operation, input)
    target.observe(called.exchange)
    if (called.answer.kind !== "success") throw new Error(`${operation}: ${JSON.stringify(called.answer)}`)
    return called.answer.output as Record<string, Record<string, string>>
  }
  const newUser = async (Username: string) => {
    const { UserPool } = await call("idp.CreateUserPool", { PoolName: "p" })
    const UserPoolId = UserPool!.Id!
    const { UserPoolClient } = await call("idp.CreateUserPoolClient", { UserPoolId, ClientName: "c" })
    const ClientId = UserPoolClient!.ClientId!
    await call("idp.SignUp", { ClientId, Username, Password: "Passw0rd!" })
    const codes = async () => {
      const found = await target.inbox!.messages(
        { userPoolId: UserPoolId, username: Username, kind: "code" },
        soon(),
      )
      return found.map(({ code }) => code)
    }
    return { ClientId, Username, codes }
  }

  test("a code of ForgotPassword is in a header, and is looked at; all others are not", async () => {
    const { ClientId, Username, codes } = await newUser("amy")
    expect(await codes()).toEqual(["918273"])
    await call("idp.ConfirmSignUp", { ClientId, Username, ConfirmationCode: "000000" })
    await call("idp.ForgotPassword", { ClientId, Username })
    const [code] = await codes()
    expect(code).toMatch(/^moto-confirmation-code:\d{6}$/)
    const recovery = { ClientId, Username, Password: "An0ther!" }
    const wrong = await ask("idp.ConfirmForgotPassword", {
      ...recovery,
      ConfirmationCode: "moto-confirmation-code:1",
    })
    expect(wrong.answer).toMatchObject({ kind: "error", type: "ExpiredCodeException" })
    await call("idp.ConfirmForgotPassword", { ...recovery, ConfirmationCode: code })
    await call("idp.ConfirmForgotPassword", { ...recovery, ConfirmationCode: "000000" })
  })

  test.for([
    ["idp.RevokeToken", { Token: "x" }, false],
    ["idp.NoSuchOperation", {}, false],
    ["identity.SetIdentityPoolRoles", {}, false],
    ["idp.CreateUserPool", {}, true],
    ["identity.GetId", { IdentityPoolId: "us-east-1:x" }, true],
  ] as const)(
    "what it lacks and what crashes look the same, so it is declared: %s",
    async ([operation, input, declared]) => {
      const { exchange, answer, unsupported } = await ask(operation, input)
      expect([exchange.response?.status, answer.kind, unsupported]).toEqual([500, "garbage", false])
      expect(target.supports(`op.${operation}`)).toBe(declared)
    },
  )

  test("two of them run side by side", async () => {
    await newUser("bob")
    const other = await openForTest(loadTarget("moto"), { runId: "r2" })
    expect(other.endpoint("idp")).not.toBe(target.endpoint("idp"))
    const { answer } = await ask("idp.ListUserPools", { MaxResults: 1 }, other)
    expect(answer).toMatchObject({ output: { UserPools: [] } })
  })
})
