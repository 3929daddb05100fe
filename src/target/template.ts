import * as z from "zod"

const HOLE = /\$\{([^}]*)\}/g

/** What the `${…}` of one template may stand for. */
export type Values = Readonly<Record<string, string | undefined>>

/**
 * Fills a target file's `${name}`. The schema has checked the names, so a value that is missing here is one that
 * this run has not got. @throws RangeError that names it.
 */
export function fill(
  template: string,
  values: Values,
  encode: (value: string) => string = (value) => value,
): string {
  return template.replaceAll(HOLE, (hole, name: string) => {
    const value = values[name]
    if (value === undefined) throw new RangeError(`there is no value for ${hole}`)
    return encode(value)
  })
}

/** The same for every string of a JSON value; a string that is one whole hole named in `numbers` becomes a number. */
export function fillJson(value: unknown, values: Values, numbers: readonly string[] = []): unknown {
  if (typeof value === "string") {
    const whole = numbers.find((name) => value === `\${${name}}`)
    return whole ? Number(values[whole]) : fill(value, values)
  }
  if (Array.isArray(value)) return value.map((item) => fillJson(item, values, numbers))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, fillJson(member, values, numbers)]),
  )
}

/** A string whose every `${name}` is one of `names`; `port.x` stands for a further free port. */
export function template(...names: readonly string[]): z.ZodString {
  return z.string().superRefine((text, context) => {
    for (const [hole, name] of text.matchAll(HOLE)) {
      if (names.includes(name!) || (names.includes("port") && /^port\.\w+$/.test(name!))) continue
      const known = names.map((known) => `\${${known}}`).join(", ")
      context.addIssue({ code: "custom", message: `${hole} is unknown here; known: ${known}` })
    }
  })
}
