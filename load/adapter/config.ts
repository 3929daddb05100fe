import { SharedArray } from "k6/data"
import type { Artefact, LoadConfig } from "../lib/config.ts"
import { type LoadUser, loadUser, userIndex } from "../lib/users.ts"

const file = __ENV.PP_CONFIG
if (file === undefined) throw new Error("PP_CONFIG names no file: start these scripts with `poolproof load`")

/** What this run is to do, and to whom. */
export const config = JSON.parse(open(file)) as LoadConfig

/** The user whose turn it is. */
export function userOf(iteration: number): LoadUser {
  return loadUser(config.users.seed, userIndex(iteration, config.users.count))
}

/**
 * What was prepared of one kind, by index of the user. Once in memory for all VUs.
 * For the init context only; it is empty where nothing of the kind was prepared.
 */
export function artefacts(kind: Artefact): readonly string[] {
  const path = config.artefacts[kind]
  return path === undefined ? [] : new SharedArray(kind, () => open(path).trim().split("\n"))
}
