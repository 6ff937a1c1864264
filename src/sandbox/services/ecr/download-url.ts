import type { Call } from '../../service.ts';
import type { Repository } from './state.ts';
import { writeToken } from './token.ts';

/** Signed addresses are good for an hour. */
const GOOD_MS = 3600_000;

/** Where a layer can be fetched from for an hour without any other credentials, as from S3. */
export function downloadUrl({ arn }: Repository, digest: string, { endpoint, region, now }: Call): string {
  const expires = now.getTime() + GOOD_MS;
  const signature = writeToken({
    audience: 'layer',
    region: region.name,
    expires,
    subject: `${arn}@${digest}`,
  });
  return `${endpoint}/_layers/${digest}?X-Amz-Signature=${signature}`;
}
