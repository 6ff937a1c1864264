import { createHash } from 'node:crypto';
import type { Owner } from '@aws-sdk/client-s3';
import type { World } from '../../world/world.ts';

/** The account's canonical user, by which S3 names the owner of buckets and objects: 64 hexadecimal digits. */
export function owner({ accountId }: World): Owner {
  return { ID: createHash('sha256').update(accountId).digest('hex') };
}
