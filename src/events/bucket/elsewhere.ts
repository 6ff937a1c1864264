/** That a bucket is in another region, and in which where AWS says so. */
export interface Elsewhere {
  readonly region?: string;
}

/** The errors by which S3 says that a bucket is in another region; one without a body is named by its status. */
const names = [
  'PermanentRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  '301',
];

/** What S3 has beside such an error: the region as a header, or in the body. */
interface Redirect {
  readonly Region?: unknown;
  readonly $response?: { readonly headers?: Readonly<Record<string, unknown>> };
}

/**
 * What an error of S3 says of a bucket of another region; undefined for every other error.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function elsewhereIn(error: unknown): Elsewhere | undefined {
  if (!(error instanceof Error) || !names.includes(error.name)) return undefined;
  const { Region, $response } = error as Error & Redirect;
  const region = $response?.headers?.['x-amz-bucket-region'] ?? Region;
  return typeof region === 'string' && region !== '' ? { region } : {};
}
