import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider"
import type { Given } from "../operation.ts"

/** An app client. `settings` is what DescribeUserPoolClient reports; members that were never set are absent. */
export type Client = {
  readonly id: string
  readonly userPoolId: string
  readonly secret: string | undefined
  readonly created: number
  modified: number
  settings: Given<UserPoolClientType>
}
