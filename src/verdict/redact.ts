/** What stands where a value was. */
export const REDACTED = "***"

/** What artefacts must not show. */
export interface Redaction {
  /** Values that the target file marks secret: never shown. */
  secrets: readonly string[]
  /** Values that the run made or was given: shown on loopback, where a reader must be able to dispute a verdict. */
  minted: readonly string[]
  loopback: boolean
}

/**
 * A function that hides values in text, whatever a pipe or a transport made of them: escaped for JSON, URL-encoded,
 * in hex or base64 (also in the middle of more base64, as in a JWT or basic auth), in another letter case, and any two
 * of these; with a changed or missing end. Digests are no concern: they cannot be turned back.
 */
export function redactor({ secrets, minted, loopback }: Redaction): (text: string) => string {
  let needles: Needle[] | undefined // made when first needed: most cases have nothing to show
  const values = loopback
    ? secrets
    : [...secrets, ...minted.filter((value) => value.length >= SHORTEST).flatMap(withTokenParts)]
  return (text) => {
    needles ??= needlesOf(values)
    return hide(text, needles)
  }
}

/** A form of a value, and so much of its beginning as betrays it. */
interface Needle {
  form: string
  head: string
}

function needlesOf(values: readonly string[]): Needle[] {
  const forms = new Set(values.filter((value) => value !== "").flatMap(formsOf))
  return [...forms].map((form) => ({ form, head: form.slice(0, headLength(form.length)) }))
}

/** A value of JSON with every text in it redacted, names of members too. */
export function redacted(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value)
  if (Array.isArray(value)) return value.map((item) => redacted(item, redact))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [redact(key), redacted(member, redact)]),
  )
}

/** A token's payload and signature are as good as the token where something tampers with the rest. */
function withTokenParts(value: string): string[] {
  const [header, ...parts] = value.split(".")
  return header?.startsWith("eyJ") ? [value, ...parts.filter((part) => part.length >= 20)] : [value]
}

type Encoding = (text: string) => string[]
const ENCODINGS: readonly Encoding[] = [
  (text) => [text.toLowerCase(), text.toUpperCase()],
  (text) => [JSON.stringify(text).slice(1, -1)],
  (text) => [encodeURIComponent(text), new URLSearchParams({ "": text }).toString().slice(1)],
  (text) => [encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase())],
  (text) => [Buffer.from(text).toString("hex"), Buffer.from(text).toString("hex").toUpperCase()],
  base64,
]
/** Shorter texts stand everywhere by chance: only a secret as it is, is hidden even then. */
const SHORTEST = 4

/** The value, everything an encoding makes of it, and everything another makes of that. */
function formsOf(value: string): string[] {
  const encode = (text: string) =>
    ENCODINGS.flatMap((encoding) => encoding(text.toWellFormed())).filter((form) => form.length >= SHORTEST)
  const once = new Set(encode(value))
  once.delete(value)
  return [value, ...once, ...[...once].flatMap(encode)]
}

/**
 * What base64 of any text with `text` in it has in common: three alignments, without the characters at either end
 * that the neighbours have a part in.
 */
function base64(text: string): string[] {
  const bytes = Buffer.from(text)
  return [0, 1, 2].flatMap((before) => {
    const first = Math.ceil((before * 8) / 6)
    const end = Math.floor(((before + bytes.length) * 8) / 6)
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
    return [encoded.toString("base64").slice(first, end), encoded.toString("base64url").slice(first, end)]
  })
}

/** So much of the beginning betrays a value: a cut or changed end must not save the rest from being hidden. */
function headLength(length: number): number {
  return Math.min(Math.ceil(length * 0.75), 24)
}

function hide(text: string, needles: readonly Needle[]): string {
  const spans: { start: number; end: number }[] = []
  for (const { form, head } of needles) {
    for (let start = text.indexOf(head); start >= 0; ) {
      let end = start + head.length
      while (end - start < form.length && text[end] === form[end - start]) end++
      spans.push({ start, end })
      start = text.indexOf(head, end)
    }
  }
  if (spans.length === 0) return text
  spans.sort((a, b) => a.start - b.start)
  let result = ""
  let shown = 0
  for (const { start, end } of spans) {
    if (start > shown || shown === 0) result += text.slice(shown, start) + REDACTED
    shown = Math.max(shown, end)
  }
  return result + text.slice(shown)
}
