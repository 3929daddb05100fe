#!/usr/bin/env node
// Plain JavaScript that old versions of Node can read: it says what is needed, or hands over.
import { existsSync } from "node:fs"

const [major, minor] = process.versions.node.split(".").map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    "poolproof needs Node.js 22.19 or newer; this is " +
      process.versions.node +
      ". Install one, or put the npm package node@24 beside poolproof: npm install poolproof node@24",
  )
  process.exit(2)
}
const compiled = new URL("../dist/src/cli/main.js", import.meta.url)
// A checkout runs its sources; only the npm package has nothing else than the compiled ones.
const source = new URL("../src/cli/main.ts", import.meta.url)
const { main } = await import((existsSync(source) ? source : compiled).href)
await main(process.argv.slice(2))
