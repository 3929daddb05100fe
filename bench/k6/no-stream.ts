/** login-password as it is, but for the line that it leaves. */
import { scenario } from "k6/execution"
import { Sample } from "../../load/lib/sample.ts"
import { flow } from "../../load/login-password.ts"

export { options } from "../../load/adapter/options.ts"

let here: typeof scenario | undefined

export default () => {
  here ??= scenario
  const sample = new Sample(here.iterationInTest, 0, "login-password")
  flow(sample)
  sample.line()
}
