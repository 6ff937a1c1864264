import { usage } from '../../failure.ts';
import type { WantedObjects } from './wanted.ts';

/** Characters of a pattern, by AWS's quota: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const longest = 2048;

/**
 * The event pattern that matches each object as it is put into the bucket, by whatever call, as JSON. Keys are in
 * EventBridge's events of S3 as they are, and not URL-encoded as in S3's own notifications.
 *
 * The matchers of one field are alternatives, so that a prefix and a suffix are asked for together as one wildcard.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @throws a usage failure for a pattern longer than AWS takes.
 */
export function uploadPattern(objects: WantedObjects): string {
  const key = keyMatcher(objects);
  const pattern = JSON.stringify({
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { bucket: { name: [objects.bucket] }, ...(key && { object: { key: [key] } }) },
  });
  if (pattern.length <= longest) return pattern;
  throw usage(
    `--prefix and --suffix make a pattern of ${pattern.length} characters`,
    `AWS takes ${longest}: shorten them`,
  );
}

function keyMatcher({ prefix, suffix, hasPlainKeys }: WantedObjects): object | undefined {
  if (hasPlainKeys) return { 'anything-but': { wildcard: ['*"*', '*\\\\*'] } };
  if (prefix !== undefined && suffix !== undefined)
    return { wildcard: `${literal(prefix)}*${literal(suffix)}` };
  if (prefix !== undefined) return { prefix };
  return suffix === undefined ? undefined : { suffix };
}

/** A text as it stands for itself in a wildcard. */
function literal(text: string): string {
  return text.replace(/[\\*]/g, '\\$&');
}
