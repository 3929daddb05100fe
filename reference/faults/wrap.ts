import { ServiceError } from "../errors.ts"
import type { Context, Given, Operations } from "../operation.ts"
import type { Policies } from "../policies.ts"
import { verifyIdToken } from "../userpool/id-token.ts"
import { clientOf } from "../userpool/lookup.ts"
import { findUser } from "../userpool/names.ts"

/** Calls the operation itself, with other input if some is given. What it does before it first waits, it does at once. */
type Call<Input, Output> = (input?: Given<Input>) => Promise<Given<Output>>

/** Puts `around` in the place of an operation. */
export function wrap<Input, Output>(
  operations: Operations,
  name: string,
  around: (call: Call<Input, Output>, input: Given<Input>, context: Context) => unknown,
): void {
  const handler = operations[name]!
  operations[name] = (input, context) => {
    const call = async (given: unknown = input) => (await handler(given as never, context)) as Given<Output>
    return around(call, input, context)
  }
}

/** Changes what an operation answers. */
export function changeAnswer<Output, Input = never>(
  operations: Operations,
  name: string,
  change: (answer: Given<Output>, input: Given<Input>, context: Context) => Given<Output>,
): void {
  wrap<Input, Output>(operations, name, async (call, input, context) => change(await call(), input, context))
}

/** Answers as `instead` does where an operation refuses with an error of this type. */
export function onRefusal<Input, Output>(
  operations: Operations,
  name: string,
  type: string,
  instead: (input: Given<Input>, context: Context, call: Call<Input, Output>) => unknown,
): void {
  wrap<Input, Output>(operations, name, async (call, input, context) => {
    try {
      return await call()
    } catch (error) {
      if (error instanceof ServiceError && error.type === type) return instead(input, context, call)
      throw error
    }
  })
}

/** Gives one operation other policies than the rest of the endpoint has. */
export function changePolicies<Input = never>(
  operations: Operations,
  name: string,
  change: (policies: Policies, input: Given<Input>) => Partial<Policies>,
): void {
  const handler = operations[name]!
  operations[name] = (input, context) => {
    const { region, accountId, random, store, keys, lambdaEndpoint } = context
    const policies = { ...context.policies, ...change(context.policies, input) }
    const own: Context = {
      ...{ region, accountId, random, store, keys, lambdaEndpoint, policies },
      now: (pool) => context.now(pool),
      issuer: (userPoolId) => context.issuer(userPoolId),
      verifyIdToken: (token, options) => verifyIdToken(own, token, options),
    }
    return handler(input, own)
  }
}

/** The app client of a call, its pool, and the user that the call is about, when there is one. */
export function named(context: Context, { ClientId, Username }: { ClientId: string; Username: string }) {
  const { client, pool } = clientOf(context, ClientId)
  return { client, pool, user: findUser(pool, Username) }
}

/** Calls while an object has other members, which it has until the operation first waits. */
export function withMembers<T extends object, Result>(
  object: T,
  members: Partial<T>,
  call: () => Promise<Result>,
): Promise<Result> {
  const before = Object.fromEntries(Object.keys(members).map((name) => [name, object[name as keyof T]]))
  Object.assign(object, members)
  const result = call()
  Object.assign(object, before)
  return result
}
