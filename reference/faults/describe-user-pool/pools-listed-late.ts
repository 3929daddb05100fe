import type { ListUserPoolsResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const poolsListedLate: Fault = {
  name: "pools-listed-late",
  says: "ListUserPools lists a pool only a minute after it was created.",
  breaks: ["idp.describe-user-pool/listed"],
  apply({ idp }) {
    changeAnswer<ListUserPoolsResponse>(
      idp,
      "ListUserPools",
      ({ UserPools, ...answer }, _input, context) => ({
        ...answer,
        UserPools: UserPools!.filter(({ CreationDate }) => Number(CreationDate) < context.now() - 60_000),
      }),
    )
  },
}
