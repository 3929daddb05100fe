import { afterAll, beforeAll, expect, test } from "vitest"
import { findSuite } from "../../src/cli/find-suite.ts"
import { findTarget } from "../../src/cli/find-target.ts"
import { openProxied } from "../../src/cli/prove.ts"
import type { Mutant } from "../../src/mutate/mutant.ts"
import { type Proxied, proveMutants } from "../../src/mutate/prove-mutants.ts"
import { awsJsonRequest, readAwsJson } from "../../src/wire/aws-json.ts"
import { HttpClient } from "../../src/wire/http.ts"

const { signal } = new AbortController()
const profile = findTarget("reference", undefined)
const client = new HttpClient()
let proxied: Proxied
beforeAll(async () => {
  proxied = await openProxied(profile, signal)
})
afterAll(async () => {
  await proxied.close()
  await client.close()
})

/** A signed call through the proxy. */
async function call(operation: string, input: object) {
  const { target } = proxied
  const sign = {
    region: target.region,
    service: "cognito-idp",
    credentials: target.credentials!,
    date: new Date(),
  }
  const request = awsJsonRequest({
    label: operation,
    endpoint: target.endpoint("idp")!,
    targetPrefix: "AWSCognitoIdentityProviderService",
    operation,
    input,
    sign,
  })
  return readAwsJson(await client.send(request))
}

const operation = "idp.ListUserPools"
const list = (mutant?: Omit<Mutant, "operation">) => {
  proxied.proxy.become(mutant && { operation, ...mutant })
  return call("ListUserPools", { MaxResults: 1 })
}

test("the proxy passes signed calls and changes one operation's answers", async () => {
  expect(await list()).toMatchObject({ kind: "success", output: { UserPools: [] } })
  expect(proxied.proxy.changed).toBe(0)
  expect(await list({ mutation: "drop-optional", of: "UserPools" })).toEqual({ kind: "success", output: {} })
  expect(await list({ mutation: "success-to-error" })).toMatchObject({
    kind: "error",
    type: "InvalidParameterException",
  })
  expect(proxied.proxy.changed).toBe(1)
  expect(await call("DescribeUserPool", { UserPoolId: "us-east-1_none" })).toMatchObject({
    type: "ResourceNotFoundException",
  })
  expect(proxied.proxy.changed).toBe(1)
})

test("what the model requires is tried first and noticed, within the budget", {
  timeout: 240_000,
}, async () => {
  const tried: string[] = []
  const proof = await proveMutants({
    suite: findSuite(),
    seed: 1,
    jobs: 1,
    budgetMs: 3_000,
    signal,
    open: () => openProxied(profile, signal),
    onBaseline: () => {},
    onMutant: ({ mutation, outcome }) => tried.push(`${mutation} ${outcome}`),
  })
  expect(proof.untried).toBe(proof.mutants - tried.length)
  expect(tried.slice(0, 3)).toEqual(Array(3).fill("drop-required noticed"))
})
