import { homedir } from "node:os"
import { join } from "node:path"

/** Where what is made once is kept: `POOLPROOF_CACHE`, or `poolproof` in the user's cache folder. */
export function cacheFolder(): string {
  const { POOLPROOF_CACHE, XDG_CACHE_HOME } = process.env
  return POOLPROOF_CACHE || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "poolproof")
}
