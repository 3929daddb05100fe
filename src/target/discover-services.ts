import { randomBytes } from "node:crypto"
import { sign } from "../wire/sigv4.ts"
import { type Asker, FORM, textAt } from "./asker.ts"

/** What it offers besides user pools. */
export interface Services {
  /** Whether it lists identity pools, and the id of one that was made. */
  identity: boolean
  identityPoolId: string | undefined
  /** Whether it says whose key signed. */
  sts: boolean
  /** Where a domain's endpoints are, as a template; undefined where there are none. */
  oauth: string | undefined
  /** The domain that was made to look for them. */
  domain: string | undefined
}

/** Looks for identity pools, STS and the endpoints of a pool's domain. */
export async function discoverServices(
  asker: Asker,
  UserPoolId: string | undefined,
  clientId: string | undefined,
): Promise<Services> {
  const identity =
    (await asker.output("identity.ListIdentityPools", { MaxResults: 1 }))?.IdentityPools !== undefined
  const input = { IdentityPoolName: `poolproof-${asker.runId}-doctor`, AllowUnauthenticatedIdentities: true }
  const made = identity ? await asker.output("identity.CreateIdentityPool", input) : undefined
  return {
    identity,
    identityPoolId: textAt(made, "IdentityPoolId"),
    sts: await hasSts(asker),
    ...(await domainOf(asker, UserPoolId, clientId)),
  }
}

async function hasSts({ target, client, signal }: Asker): Promise<boolean> {
  const url = new URL(target.endpoint("sts") ?? target.endpoint("idp")!).href
  const body = "Action=GetCallerIdentity&Version=2011-06-15"
  const request = { method: "POST" as const, url, headers: { "content-type": FORM }, body }
  const { credentials, region } = target
  const signature = credentials
    ? sign({ ...request, region, service: "sts", credentials, date: new Date() })
    : {}
  const headers = { ...request.headers, ...signature }
  const { response } = await client.send({ ...request, label: "sts.GetCallerIdentity", headers, signal })
  return response?.status === 200 && response.body.includes("GetCallerIdentityResult")
}

/** An endpoint of OAuth says its errors in OAuth's way. */
async function domainOf(asker: Asker, UserPoolId: string | undefined, clientId = "none") {
  const Domain = `poolproof-${randomBytes(6).toString("hex")}`
  const domain =
    UserPoolId && (await asker.output("idp.CreateUserPoolDomain", { UserPoolId, Domain }))
      ? Domain
      : undefined
  const { target } = asker
  const base = target.endpoint("idp")!
  const { port } = new URL(base)
  const places = [
    target.endpoint("oauth", Domain),
    base,
    `${base}/cognito-idp`,
    `${base}/_aws/cognito-idp`,
    `http://${Domain}.auth.${target.region}.localhost:${port}`,
  ]
  const form = `grant_type=client_credentials&client_id=${clientId}&client_secret=poolproof`
  for (const url of new Set(places.filter((place) => place !== undefined))) {
    const { status, json } = await asker.fetch(`${url}/oauth2/token`, form)
    if (status >= 400 && status < 500 && typeof json?.error === "string")
      return { oauth: url.replace(base, "${endpoint}").replace(Domain, "${domain}"), domain }
  }
  return { oauth: undefined, domain }
}
