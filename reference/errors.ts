/** An answer that is an error of the service: its AWS type, HTTP status and text. */
export class ServiceError extends Error {
  readonly type: string
  readonly status: number

  constructor(type: string, message: string, status = 400) {
    super(message)
    this.type = type
    this.status = status
  }
}

/** Ends the operation with an error of this AWS type. */
export function fail(type: string, message: string): never {
  throw new ServiceError(type, message)
}

/** Ends the operation with NotAuthorizedException. */
export function notAuthorized(message: string): never {
  throw new ServiceError("NotAuthorizedException", message)
}

/** Ends the operation with InvalidParameterException. */
export function invalidParameter(message: string): never {
  throw new ServiceError("InvalidParameterException", message)
}
