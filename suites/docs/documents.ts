import { parse } from "yaml"
import { targetSchema } from "../../src/target/profile.ts"
import { fileOf, type Snippet } from "./snippets.ts"

/** A YAML snippet made whole, and where it goes in the folder that the page's commands run in. */
export interface Document {
  kind: string
  id: string
  file: string
  text: string
  snippet: Snippet
  /** It was a fragment: the parts that every document has were added. */
  completed: boolean
}

/** The requirement that completed scenarios prove; its fact is as good as any. */
export const REGISTER = `poolproof: 1
kind: Requirements
area: docs
requirements:
  holds:
    says: A snippet of the documentation holds.
    strength: must
    level: core
    evidence: observed
    facts: [DIR-085]
    observed: never
`

/**
 * A snippet as a document. One that begins with \`poolproof: 1\` is taken as it stands; a fragment (some top-level keys
 * of a scenario, a target or an expectations file) gets what it lacks.
 */
export function documentOf(snippet: Snippet): Document {
  const value = parse(snippet.text) as Record<string, unknown>
  const place = `${snippet.page.replace(/^.*\/|\.md$/g, "").toLowerCase()}-${snippet.line}`
  const completed = !("poolproof" in value)
  const kind = completed ? kindOfFragment(value) : String(value.kind ?? "Scenario")
  const id = completed ? `docs.${place}` : String(value.id ?? value.name ?? value.area ?? place)
  const folder = kind === "Target" || kind === "Expectations" ? "" : "mine/"
  return {
    kind,
    id,
    file: fileOf(snippet) ?? `${folder}${place}.yaml`,
    text: completed ? `${HEAD[kind]?.(id) ?? ""}${snippet.text}` : snippet.text,
    snippet,
    completed,
  }
}

const HEAD: Partial<Record<string, (id: string) => string>> = {
  Scenario: (id) => `poolproof: 1\nid: ${id}\ntitle: A snippet of the documentation\nproves: [docs/holds]\n`,
  Target: (id) => `poolproof: 1\nkind: Target\nname: ${id}\n`,
  Expectations: () => "poolproof: 1\nkind: Expectations\n",
  Requirements: (id) => `poolproof: 1\nkind: Requirements\narea: ${id}\n`,
}

function kindOfFragment(value: Record<string, unknown>): string {
  if ("entries" in value) return "Expectations"
  if ("requirements" in value) return "Requirements"
  return Object.keys(value).every((key) => key in targetSchema.shape) ? "Target" : "Scenario"
}
