const refused =
  /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|NotAuthorized|ExpiredToken|ExpiredTokenException|RequestExpired|UnrecognizedClientException|InvalidClientTokenId|(Credentials|Token)ProviderError)$/;

/**
 * Whether an error is about who called and not about what was asked for: the same call for another thing would meet it,
 * too.
 */
export function concernsCaller(error: unknown): boolean {
  return error instanceof Error && refused.test(error.name);
}
