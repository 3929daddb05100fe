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
      const [, name, value] = /^"?(\w+)"? *\^= *"(.*)"$/.exec(input.Filter ?? "") ?? []
      if (!name || !value || name === "status") return call()
      const { Filter, ...all } = input
      const answer = await call(all)
      const read = (user: Given<UserType>) =>
        name === "username" ? user.Username : user.Attributes?.find(({ Name }) => Name === name)?.Value
      return { ...answer, Users: answer.Users!.filter((user) => read(user)?.includes(value)) }
    })
  },
}
