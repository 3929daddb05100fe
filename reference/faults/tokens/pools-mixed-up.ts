import type { GetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import { findUser } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const poolsMixedUp: Fault = {
  name: "pools-mixed-up",
  says: "GetUser finds the user by name in the first pool that has one.",
  breaks: ["tokens.forged/pool-isolation"],
  apply({ idp }) {
    changeAnswer<GetUserResponse>(idp, "GetUser", (answer, _input, { store }) => {
      const namesakes = [...store.userPools.values()].flatMap((pool) => findUser(pool, answer.Username) ?? [])
      const UserAttributes = [...namesakes[0]!.attributes].map(([Name, Value]) => ({ Name, Value }))
      return namesakes.length > 1 ? { ...answer, UserAttributes } : answer
    })
  },
}
