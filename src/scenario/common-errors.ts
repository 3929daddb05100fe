/** Errors that any operation may answer without declaring them (WIRE-012, -015 to -017, IDP-009). */
export const COMMON_ERRORS: ReadonlySet<string> = new Set([
  "SerializationException",
  "UnknownOperationException",
  "MissingAuthenticationTokenException",
  "UnrecognizedClientException",
  "InvalidSignatureException",
  "IncompleteSignatureException",
  "AccessDeniedException",
  "ExpiredTokenException",
  "ThrottlingException",
  "ServiceUnavailableException",
  "InternalFailure",
  "ValidationException",
])
