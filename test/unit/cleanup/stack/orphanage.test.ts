import { expect, it } from 'vitest';
import { judge } from '../../../../src/cleanup/judge/judge.ts';
import { kinds } from '../../../../src/cleanup/kinds/index.ts';
import { readOrphans } from '../../../../src/cleanup/read.ts';
import { plantStack } from '../../../../src/sandbox/services/cloudformation/planting.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { CreateBucket } from '../../../../src/sandbox/services/s3/buckets.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';
import { noChoices, said, stays } from '../estate.ts';

it('knows what the deletion policy of a stack that is gone has kept, and what it only forgot', async () => {
  const { call, world } = new PracticeWorld();
  CreateBucket({ Bucket: 'kept' }, call);
  CreateCluster({ clusterName: 'forgotten' }, call);
  CreateCluster({ clusterName: 'living' }, call);
  const bucket = { logicalId: 'Kept', type: 'AWS::S3::Bucket', physicalId: 'kept' };
  const cluster = { logicalId: 'Cluster', type: 'AWS::ECS::Cluster', physicalId: 'forgotten' };
  plantStack(call, {
    name: 'gone',
    deletedAt: call.now,
    resources: [{ ...bucket, status: 'DELETE_SKIPPED' }],
    abandoned: [cluster],
  });
  plantStack(call, { name: 'alive', resources: [{ ...cluster, physicalId: 'living' }] });

  const aws = new SandboxAws(world, 'us-east-1');
  const judged = async (retained: boolean) => {
    const choices = { ...noChoices, retained };
    const found = await readOrphans(aws, { choices, kinds, unfinished: async () => [] });
    return judge({ ...found, kinds, choices });
  };
  const plain = await judged(false);
  expect(said(plain)).toEqual(['proven cluster forgotten']);
  expect(stays(plain)).toEqual(['bucket kept: its deletion policy keeps it']);
  expect(said(await judged(true)).sort()).toEqual(['owned bucket kept', 'proven cluster forgotten']);
});
