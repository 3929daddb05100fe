import type { Exchange } from "../wire/exchange.ts"

/** Members whose values are worth something to whoever reads them: passwords, codes, tokens, secrets. */
const SECRET_MEMBERS =
  /"(?:\w*[Pp]assword|PASSWORD|NEW_PASSWORD|AccessToken|IdToken|RefreshToken|REFRESH_TOKEN|Token|Session|SessionToken|SecretKey|ConfirmationCode|UserCode|Code|SecretCode|SecretHash|SECRET_HASH|ClientSecret|\w+_CODE)"\s*:\s*"((?:[^"\\]|\\.)+)"/g

/** The throw-away secrets in some exchanges, for redacting where the reader is not the one who runs the target. */
export function mintedIn(exchanges: readonly Exchange[]): string[] {
  const values = new Set<string>()
  for (const { request, response } of exchanges)
    for (const body of [request.body, response?.body ?? ""])
      for (const match of body.matchAll(SECRET_MEMBERS)) values.add(JSON.parse(`"${match[1]}"`) as string)
  return [...values]
}
