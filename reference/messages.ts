/** A message that real Cognito would have sent; `GET /_reference/messages` lists them. */
export type Message = {
  readonly id: string
  /** Epoch seconds on the pool's clock. */
  readonly at: number
  readonly userPoolId: string
  readonly username: string
  readonly channel: "EMAIL" | "SMS"
  readonly to: string
  /** What came after `CustomMessage_` in AWS's trigger source: SignUp, ResendCode, ForgotPassword … */
  readonly trigger: MessageTrigger
  readonly code?: string
  readonly link?: string
  readonly temporaryPassword?: string
  readonly subject?: string
  readonly body: string
}

export type MessageTrigger =
  | "SignUp"
  | "AdminCreateUser"
  | "ResendCode"
  | "ForgotPassword"
  | "UpdateUserAttribute"
  | "VerifyUserAttribute"
  | "Authentication"
