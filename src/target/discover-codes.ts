import { setTimeout as sleep } from "node:timers/promises"
import { type Asker, textAt } from "./asker.ts"
import type { SignIn } from "./discover-sign-in.ts"
import { PASSWORD } from "./doctor-tokens.ts"

/** Whether a code that it sent could be read and used. */
export type Codes =
  | { kind: "read" }
  /** It takes a code that it never sent. */
  | { kind: "any" }
  | { kind: "none"; why: string }

const WITHIN_MS = 3_000
const PAUSE_MS = 100

/** Signs a user up and confirms them by what the target's inbox says; undefined where it has none. */
export async function discoverCodes(
  asker: Asker,
  userPoolId: string,
  { clientId: ClientId, username, needsEmail }: SignIn,
): Promise<Codes | undefined> {
  const { inbox } = asker.target
  if (!inbox || ClientId === undefined || username === undefined) return undefined
  const to = "poolproof-codes@example.com"
  const user = { ClientId, Username: needsEmail ? to : "poolproof-codes" }
  const signUp = await asker.output("idp.SignUp", {
    ...user,
    Password: PASSWORD,
    UserAttributes: [{ Name: "email", Value: to }],
  })
  if (!signUp) return { kind: "none", why: "nobody can sign up" }
  const query = { userPoolId, username: user.Username, to, kind: "code" as const }
  const until = Date.now() + WITHIN_MS
  let code: string | undefined
  try {
    while (code === undefined && Date.now() < until && !asker.signal.aborted) {
      code = (await inbox.messages(query, asker.signal)).findLast((message) => message.code)?.code
      if (code === undefined) await sleep(PAUSE_MS)
    }
  } catch (error) {
    return { kind: "none", why: (error as Error).message }
  }
  if (code === undefined)
    return { kind: "none", why: `no code came${sentTo(signUp)} within ${WITHIN_MS / 1_000} s` }
  const confirm = (ConfirmationCode: string) =>
    asker.output("idp.ConfirmSignUp", { ...user, ConfirmationCode })
  if (await confirm(code === "000000" ? "000001" : "000000")) return { kind: "any" }
  return (await confirm(code)) ? { kind: "read" } : { kind: "none", why: `the code ${code} is not taken` }
}

function sentTo(signUp: Record<string, unknown>): string {
  const destination = textAt(signUp, "CodeDeliveryDetails", "Destination")
  return destination ? ` to ${destination}` : ""
}
