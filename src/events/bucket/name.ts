import { parseArn } from '../../aws/arn.ts';
import { usage } from '../../failure.ts';

/**
 * The name of a bucket that may have been typed as `s3://NAME` or as its ARN.
 * @throws a usage failure for what cannot be one: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketName(text: string): string {
  const arn = parseArn(text);
  const name = arn?.service === 's3' ? arn.resource : text.replace(/^s3:\/\/([^/]*)\/?$/, '$1');
  const isOne = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !/\.\.|^\d+\.\d+\.\d+\.\d+$/.test(name);
  if (isOne) return name;
  const inside = /^s3:\/\/[^/]+\/./.test(text);
  throw usage(
    `--bucket "${text}" ${inside ? 'names what is in a bucket' : 'is no name of a bucket'}`,
    inside
      ? 'name the bucket alone, and what its keys begin with by --prefix'
      : 'write its name, such as acme-uploads',
  );
}
