const FILES: Record<string, string> = {
  AUTH: "user-pools-auth",
  DEV: "oauth-oidc-hosted-ui",
  DIR: "user-pools-directory",
  IDP: "identity-pools",
  SEC: "threat-protection-delivery",
  TOK: "tokens-jwks",
  TRG: "lambda-triggers",
  WIRE: "user-pools-directory",
}

/** The page that holds a row of the facts, by its id's prefix: `docs/facts/….md`. */
function factFile(id: string): string {
  const file = FILES[id.slice(0, id.indexOf("-"))]
  return file ? `docs/facts/${file}.md` : "docs/facts"
}

/** Rows of the facts with their pages: `DIR-085, DIR-086 in docs/facts/….md`. */
export function factsText(ids: readonly string[]): string {
  return [...Map.groupBy(ids, factFile)].map(([file, rows]) => `${rows.join(", ")} in ${file}`).join("; ")
}
