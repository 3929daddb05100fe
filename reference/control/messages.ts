import { requirePool } from "./control-error.ts"
import type { Control } from "./index.ts"

/** `GET messages?userPoolId=&username=&to=`: what was sent, oldest first. Every parameter narrows the list. */
export const listMessages: Control = (endpoint, parameters) => {
  const pools =
    parameters.userPoolId === undefined
      ? [...endpoint.store.userPools.values()]
      : [requirePool(endpoint, parameters)]
  const { username, to } = parameters
  const messages = pools
    .flatMap((pool) => pool.messages)
    .filter((message) => username === undefined || message.username === username)
    .filter((message) => to === undefined || message.to === to)
  return { messages: messages.sort((a, b) => a.at - b.at) }
}
