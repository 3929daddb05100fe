import type { JSONWebKeySet } from "jose"
import type { Exchange } from "../wire/exchange.ts"
import type { StepContext } from "./context.ts"
import { StepFailure } from "./failure.ts"
import { isSuccess, parseBody } from "./http.ts"

/** The JWKS of a user pool, really fetched from where the target serves it. @throws StepFailure when there is none */
export async function fetchKeySet(
  userPoolId: string,
  context: StepContext,
): Promise<{ keySet: JSONWebKeySet; exchange: Exchange }> {
  const exchange = await context.send({
    label: "jwks",
    method: "GET",
    url: context.case.target.jwksUrl(userPoolId),
  })
  const keySet = parseBody(exchange) as JSONWebKeySet
  if (!isSuccess(exchange) || !Array.isArray(keySet?.keys))
    throw new StepFailure("the pool's JWKS should be there: 200 and a JSON object with `keys`", { exchange })
  return { keySet, exchange }
}
