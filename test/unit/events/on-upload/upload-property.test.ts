import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planUpload } from '../../../../src/events/on-upload/plan-upload.ts';
import { readUploads } from '../../../../src/events/on-upload/read.ts';
import type { WantedObjects, WantedUpload } from '../../../../src/events/on-upload/wanted.ts';
import { readRule } from '../../../../src/events/rule/found-rule.ts';
import type { WantedTarget } from '../../../../src/events/target/wanted.ts';
import { PutTargets } from '../../../../src/sandbox/services/events/targets.ts';
import {
  GetBucketNotificationConfiguration,
  PutBucketNotificationConfiguration,
} from '../../../../src/sandbox/services/s3/notification-configuration.ts';
import { CreateQueue } from '../../../../src/sandbox/services/sqs/queues.ts';
import { carryEvents, makeJobs, undoEvents } from '../../../support/events-estate.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const theirQueue = 'arn:aws:sqs:us-east-1:123456789012:theirs';

const anyObjects: fc.Arbitrary<WantedObjects> = fc.oneof(
  fc.record(
    {
      bucket: fc.constant('acme-uploads'),
      prefix: fc.constantFrom('in/', 'a*b\\', '사진/'),
      suffix: fc.constantFrom('.csv', '*'),
      hasPlainKeys: fc.constant(false),
    },
    { requiredKeys: ['bucket', 'hasPlainKeys'] },
  ),
  fc.constant({ bucket: 'acme-uploads', hasPlainKeys: true }),
);

const anyDeadLetters: fc.Arbitrary<NonNullable<WantedTarget['deadLetters']>> = fc.constantFrom(
  { kind: 'made', queue: 'ecsctl-import-dead-letters' },
  { kind: 'named', arn: theirQueue, queue: 'theirs' },
);

const anyPlace = fc.oneof(
  fc.constant({}),
  fc.constantFrom('FARGATE' as const, 'EC2' as const).map((launchType) => ({ launchType })),
  fc.constant({ strategy: [{ capacityProvider: 'FARGATE_SPOT', base: 0, weight: 1 }] }),
);

const anyTarget: fc.Arbitrary<WantedTarget> = fc
  .tuple(
    anyPlace,
    fc.record(
      {
        cluster: fc.constant('prod'),
        taskDefinition: fc.constantFrom({ family: 'both' }, { family: 'both', number: 1 }),
        container: fc.constantFrom('app', 'log'),
        environment: fc.constantFrom([], [{ name: 'MODE', value: 'a "b" \\ 한글' }]),
        subnets: fc.shuffledSubarray(['subnet-1', 'subnet-2', 'subnet-3'], { minLength: 1 }),
        securityGroups: fc.shuffledSubarray(['sg-1', 'sg-2'], { minLength: 1 }),
        hasPublicIp: fc.constant(false),
        count: fc.integer({ min: 1, max: 10 }),
        propagatesTags: fc.boolean(),
        deadLetters: anyDeadLetters,
      },
      {
        requiredKeys: [
          'cluster',
          'taskDefinition',
          'environment',
          'hasPublicIp',
          'propagatesTags',
          'subnets',
        ],
      },
    ),
  )
  .map(([place, target]) => ({ ...target, ...place }));

const anyUpload: fc.Arbitrary<WantedUpload> = fc.record({
  name: fc.constant('import'),
  objects: anyObjects,
  target: anyTarget,
});

const theirs = {
  QueueConfigurations: [{ Id: 'theirs', QueueArn: theirQueue, Events: ['s3:ObjectRemoved:*' as const] }],
};

/** A world in which somebody else's queue is told by the bucket, and may be. */
function worldOf() {
  const practice = new PracticeWorld();
  makeJobs(practice.call);
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'bucket',
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: theirQueue,
      },
    ],
  });
  CreateQueue({ QueueName: 'theirs', Attributes: { Policy } }, practice.call);
  PutBucketNotificationConfiguration(
    { Bucket: 'acme-uploads', NotificationConfiguration: theirs },
    practice.call,
  );
  return { practice, aws: new SandboxAws(practice.world, 'us-east-1') };
}

async function carry(wanted: WantedUpload, aws: SandboxAws) {
  const plan = planUpload(wanted, await readUploads(aws, wanted));
  const outcomes = await carryEvents(plan, aws);
  expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
  return plan;
}

describe('any task for uploads', () => {
  it('leaves nothing to do, follows any other, and leaves what others have made alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyUpload, { minLength: 1, maxLength: 3 }), async (all) => {
        const { practice, aws } = worldOf();
        for (const [index, wanted] of all.entries()) {
          await carry(wanted, aws);
          expect(planUpload(wanted, await readUploads(aws, wanted)).steps).toEqual([]);
          if (index > 0) continue;
          const Targets = [{ Id: 'theirs', Arn: theirQueue }];
          PutTargets({ Rule: 'import', Targets }, practice.call);
        }
        const rule = await readRule(aws, 'import');
        expect(rule?.targets.map(({ Id }) => Id).sort()).toEqual(['ecsctl', 'theirs']);
        const told = GetBucketNotificationConfiguration({ Bucket: 'acme-uploads' }, practice.call);
        expect(told).toMatchObject({ ...theirs, EventBridgeConfiguration: {} });
        const policy = practice.region.sqs.queues.get('theirs')?.attributes.get('Policy');
        expect(policy).toContain('"Sid":"bucket"');
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is undone by what its steps say', async () => {
    await fc.assert(
      fc.asyncProperty(anyUpload, anyUpload, async (first, second) => {
        const { aws } = worldOf();
        await carry(first, aws);
        const before = await readUploads(aws, first);
        const { steps } = await carry(second, aws);
        await undoEvents(steps, aws);
        const after = await readUploads(aws, first);
        expect({ ...after, queue: undefined }).toEqual({ ...before, queue: undefined });
        expect(after.queue?.policy).toEqual(before.queue?.policy);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
