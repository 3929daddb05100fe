import { InvalidArgumentError } from "commander"

/** Collects a repeatable option; commas separate, too. */
export function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, ...value.split(",").filter((part) => part !== "")]
}

/** A whole number, at least `min`. */
export function wholeNumber(min: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (!Number.isSafeInteger(number) || number < min)
      throw new InvalidArgumentError(`It must be a whole number, at least ${min}.`)
    return number
  }
}

/** `2/5`: the second of five shards. */
export function shard(value: string): { index: number; of: number } {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(value) ?? []
  if (!index || !of || Number(index) < 1 || Number(index) > Number(of))
    throw new InvalidArgumentError("It must be like 2/5: the second of five.")
  return { index: Number(index) - 1, of: Number(of) }
}

/** An http(s) URL, without a trailing slash. */
export function url(value: string): string {
  if (!URL.canParse(value) || !/^https?:/.test(value))
    throw new InvalidArgumentError("It must be an http or https URL.")
  return value.replace(/\/+$/, "")
}
