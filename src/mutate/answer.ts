import type { IncomingHttpHeaders } from "node:http"

/** One answer of an operation, as it came and as it goes on. */
export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** Whether an answer is a success of the protocol. */
export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300
}

/** The object that an answer's body holds; undefined where it holds none. */
export function objectIn({ body }: Answer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
