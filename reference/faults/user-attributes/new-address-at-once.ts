import type {
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const newAddressAtOnce: Fault = {
  name: "new-address-at-once",
  says: "A new address takes effect at once even where it must be verified before.",
  breaks: ["idp.user-attributes/before-update"],
  apply({ idp }) {
    wrap<UpdateUserAttributesRequest, UpdateUserAttributesResponse>(
      idp,
      "UpdateUserAttributes",
      (call, input, context) =>
        withMembers(
          bearerOf(context, input.AccessToken).pool.settings,
          { UserAttributeUpdateSettings: {} },
          call,
        ),
    )
  },
}
