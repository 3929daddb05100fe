import type { Sample } from "../lib/sample.ts"
import type { LoadUser } from "../lib/users.ts"
import { call } from "./calls.ts"
import { config } from "./config.ts"
import { issuedTokens } from "./issued.ts"

const { clientId } = config

/** Signs a user in by password: the answer; undefined, and the sample failed, when no tokens of this user come. */
export function passwordSignIn(sample: Sample, user: LoadUser): string | undefined {
  sample.user = user.index
  return issuedTokens(sample, call(sample, "InitiateAuth", passwordAuth(user.username, user.password)), user)
}

/** The input of InitiateAuth with USER_PASSWORD_AUTH. */
export function passwordAuth(username: string, password: string, client = clientId): string {
  return `{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"${client}","AuthParameters":{"USERNAME":"${username}","PASSWORD":"${password}"}}`
}

/** The input of InitiateAuth with REFRESH_TOKEN_AUTH. */
export function refreshAuth(token: string): string {
  return `{"AuthFlow":"REFRESH_TOKEN_AUTH","ClientId":"${clientId}","AuthParameters":{"REFRESH_TOKEN":"${token}"}}`
}

/** The answer to a challenge, as RespondToAuthChallenge's input. */
export function challengeAnswer(
  name: string,
  session: string | undefined,
  responses: Record<string, string>,
): string {
  return JSON.stringify({
    ChallengeName: name,
    ClientId: clientId,
    ...(session === undefined ? {} : { Session: session }),
    ChallengeResponses: responses,
  })
}
