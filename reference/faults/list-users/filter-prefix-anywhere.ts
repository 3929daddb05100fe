import type { ListUsersRequest, ListUsersResponse, UserType } from "@aws-sdk/client-cognito-identity-provider"
import type { Given } from "../../operation.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const filterPrefixAnywhere: Fault = {
  name: "filter-prefix-anywhere",
  says: "A filter with ^= gives also users whose attribute has the value elsewhere.",
  breaks: ["idp.list-users/filter-prefix"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", async (call, input) => {
      const match = /^(\w+) \^= "(.*)"$/.exec(input.Filter ?? "")
      if (!match) return call()
      const { Filter, ...all } = input
      const answer = await call(all)
      const read = (user: Given<UserType>) =>
        match[1] === "username"
          ? user.Username
          : user.Attributes?.find(({ Name }) => Name === match[1])?.Value
      return { ...answer, Users: answer.Users!.filter((user) => read(user)?.includes(match[2]!)) }
    })
  },
}
