const tooFast =
  /^(Throttling|ThrottlingException|ThrottledException|EC2ThrottledException|RequestThrottled(Exception)?|RequestLimitExceeded|TooManyRequestsException|ProvisionedThroughputExceededException|SlowDown)$/;

/** Throttling by AWS's error names, which differ from service to service. */
export function isThrottling(error: unknown): error is Error {
  return error instanceof Error && tooFast.test(error.name);
}

/** A quota is used up, which no further try mends. */
export function isQuota(error: unknown): error is Error {
  return error instanceof Error && /^LimitExceeded(Exception|Fault)?$/.test(error.name);
}

/** Carries an error past the SDK's retries, which take a quota that is used up for throttling. */
export class LastTry extends Error {
  override readonly cause: Error;

  constructor(cause: Error) {
    super(cause.message);
    this.cause = cause;
  }
}
