import type { ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const enabledAsText: Fault = {
  name: "enabled-as-text",
  says: "ListUsers answers Enabled as a text.",
  breaks: ["wire.output-shape/idp.ListUsers"],
  apply({ idp }) {
    changeAnswer<ListUsersResponse>(idp, "ListUsers", (answer) => ({
      ...answer,
      Users: answer.Users!.map((user) => ({ ...user, Enabled: String(user.Enabled) as never })),
    }))
  },
}
