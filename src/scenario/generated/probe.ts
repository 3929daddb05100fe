import type { RequirementFields } from "../documents.ts"

/** How a call is signed: `right` as the target's credentials say, the others wrong in the one way that they name. */
export type Signing = "right" | "none" | "wrong-signature" | "stale" | "stranger"

/** One request of a probe. What is left out is as in every call of the operation, what is `null` is not sent at all. */
export interface Half {
  /** The body's text, the same for the same seed. */
  body(seed: number): string
  target?: string | null
  contentType?: string | null
  signing?: Signing
}

/** What must come of a probe's wrong half. */
export type Expected =
  /** An error of this type; `text` is what its message should say, and the member that it should be about. */
  | { is: "refused"; type: string; text?: { pattern: RegExp; shown: string; at?: string } }
  /** WIRE-015: something that is not the JSON protocol. */
  | { is: "unknown-protocol" }
  /** As the right half: a success, or a declared error that is not about validation. */
  | { is: "taken" }
  /** The facts are silent: any answer of a server that did not break over it. */
  | { is: "answered" }

/** One input rule of one operation, broken once and kept once: a requirement with its proof. */
export interface Probe extends Pick<RequirementFields, "says" | "strength" | "evidence"> {
  /** `generated.idp.SignUp/Username.max-length` */
  requirement: string
  facts: readonly string[]
  wrong: Half
  /** The positive control. Probes share it where they can: it is the same object. */
  right: Half
  expected: Expected
}
