/** Control characters but tab and line feed, and those that turn the direction of text: what a server must not do to a reader. */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu

/** Text from elsewhere, harmless on a terminal: what is not printable is written as `\u001b`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
}

/** Text on one line, cut after so many characters with a note of how many there were. */
export function short(text: string, longest = 400): string {
  const line = printable(text).replace(/\n/g, "\\n").replace(/\t/g, "\\t")
  return line.length > longest ? `${line.slice(0, longest)}… (${line.length} characters)` : line
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Text for XML and HTML, in elements and in quoted attributes. */
export function markup(text: string): string {
  return printable(text).replace(/[&<>"']/g, (char) => ENTITIES[char]!)
}

/** `1 case`, `2 cases` */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`
}
