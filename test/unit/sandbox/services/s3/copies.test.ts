import type { CopyObjectCommandInput } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { CreateBucket } from '../../../../../src/sandbox/services/s3/buckets.ts';
import { CopyObject } from '../../../../../src/sandbox/services/s3/copies.ts';
import { HeadObject, PutObject } from '../../../../../src/sandbox/services/s3/objects.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

async function worldWithObject(): Promise<PracticeWorld> {
  const practice = new PracticeWorld();
  CreateBucket({ Bucket: 'estate' }, practice.call);
  const object = { Bucket: 'estate', Key: 'a b', Body: Buffer.from('hello'), ContentType: 'text/plain' };
  await PutObject({ ...object, StorageClass: 'STANDARD_IA' }, practice.call);
  return practice;
}

const copy = ({ call }: PracticeWorld, input: Partial<CopyObjectCommandInput>) =>
  CopyObject({ Bucket: 'estate', Key: 'copy', CopySource: 'estate/a%20b', ...input }, call);

describe('a copy of an object', () => {
  it.each<[Partial<CopyObjectCommandInput>, string | undefined]>([
    [{}, undefined],
    [{ StorageClass: 'GLACIER_IR' }, 'GLACIER_IR'],
    [{ Key: 'a b', StorageClass: 'GLACIER_IR' }, 'GLACIER_IR'],
    [{ Key: 'a b', MetadataDirective: 'REPLACE', ContentType: 'text/plain' }, undefined],
  ])('has the storage class of the request: %o', async (input, StorageClass) => {
    const practice = await worldWithObject();
    copy(practice, input);
    const head = HeadObject({ Bucket: 'estate', Key: input.Key ?? 'copy' }, practice.call);
    expect(head).toMatchObject({ ContentType: 'text/plain', ContentLength: 5 });
    expect(head.StorageClass).toBe(StorageClass);
  });

  it.each([
    [{ Key: 'a b' }, /^InvalidRequest: /],
    [{ CopySource: 'estate/100%' }, /^InvalidArgument: /],
    [{ CopySource: 'estate' }, /^InvalidArgument: /],
  ])('is refused: %o', async (input, refused) => {
    const practice = await worldWithObject();
    expect(refusal(() => copy(practice, input))).toMatch(refused);
  });
});
