import { type Found, messageOf } from "./message.ts"

export function compile(patterns: readonly string[]): RegExp[] {
  return patterns.map((source) => new RegExp(source, "gsu"))
}

/** Every message that the patterns find in a text, in the text's order, and where the last one ends. */
export function findMessages(
  text: string,
  patterns: readonly RegExp[],
  idOf: (index: number) => string,
): { messages: Found[]; end: number } {
  const matches = patterns.flatMap((pattern) => [...text.matchAll(pattern)]).sort((a, b) => a.index - b.index)
  return {
    messages: matches.map((match) => messageOf(match.groups ?? {}, idOf(match.index))),
    end: Math.max(0, ...matches.map((match) => match.index + match[0].length)),
  }
}
