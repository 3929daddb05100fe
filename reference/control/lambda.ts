import { ControlError, requireString } from "./control-error.ts"
import type { Control } from "./index.ts"

/** `POST lambda { endpoint }`: where every function is invoked. */
export const pointLambda: Control = (endpoint, parameters) => {
  const url = requireString(parameters, "endpoint")
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new ControlError(400, `not an http URL: ${url}`)
  endpoint.lambdaEndpoint = url
  return {}
}
