import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { elsewhereIn } from '../../../../src/events/bucket/elsewhere.ts';
import { readBucket as readWanted } from '../../../../src/events/bucket/found-bucket.ts';
import { readBucket } from '../../../../src/events/show/read/bucket.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { World } from '../../../../src/sandbox/world/world.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';

describe('a bucket', () => {
  const world = new World(new WorldClock({ start: new Date('2026-03-04T09:00:00Z'), speed: 0 }));
  const here = new SandboxAws(world, 'us-east-1');

  it('of another region is no end of the answer', async () => {
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const;
    await here
      .inRegion('eu-west-1')
      .client(S3Client)
      .send(new CreateBucketCommand({ Bucket: 'theirs', CreateBucketConfiguration }));
    expect(await readBucket(here, 'theirs')).toEqual({ name: 'theirs', elsewhere: {} });
    await expect(readWanted(here, 'theirs')).rejects.toThrow(
      'bucket theirs is in another region, and tells of its uploads there',
    );
  });

  it('of this region tells EventBridge or does not, and may not be there', async () => {
    await here.client(S3Client).send(new CreateBucketCommand({ Bucket: 'ours' }));
    expect(await readBucket(here, 'ours')).toEqual({ name: 'ours', tells: { value: false } });
    expect(await readBucket(here, 'nobodys')).toEqual({ name: 'nobodys', tells: { value: undefined } });
  });
});

describe('an error of S3', () => {
  const named = (name: string, more: object = {}) => Object.assign(new Error('x'), { name, ...more });
  const redirect = { $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } } };

  it.each<[string, unknown, object | undefined]>([
    ['PermanentRedirect with the region', named('PermanentRedirect', redirect), { region: 'eu-west-1' }],
    ['a status without a body', named('301', redirect), { region: 'eu-west-1' }],
    [
      'AuthorizationHeaderMalformed, which has it in its body',
      named('AuthorizationHeaderMalformed', { Region: 'eu-west-1' }),
      { region: 'eu-west-1' },
    ],
    ['PermanentRedirect alone', named('PermanentRedirect'), {}],
    ['IllegalLocationConstraintException', named('IllegalLocationConstraintException'), {}],
    ['NoSuchBucket', named('NoSuchBucket', redirect), undefined],
    ['what is no error', 'PermanentRedirect', undefined],
  ])('%s', (_what, error, elsewhere) => {
    expect(elsewhereIn(error)).toEqual(elsewhere);
  });
});
