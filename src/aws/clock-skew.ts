/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and the common errors of the other services. */
const aboutTheClock = new Set([
  'AccessDeniedException',
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/**
 * Has the SDK try again only what a wrong clock was the reason of. It repeats whatever failed in the moment in which it
 * set its clock by AWS's, and would hear the same again: that there is no such thing, six times.
 */
export function forgiveClock(error: unknown): void {
  if (!(error instanceof Error) || aboutTheClock.has(error.name)) return;
  const { $metadata } = error as { $metadata?: { clockSkewCorrected?: boolean } };
  if ($metadata?.clockSkewCorrected) $metadata.clockSkewCorrected = false;
}
