import { describe, expect, it } from 'vitest';
import { DescribeCapacityProviders } from '../../../../../src/sandbox/services/ecs/capacity-providers-read.ts';
import {
  CreateCluster,
  DescribeClusters,
  ListClusters,
  UpdateClusterSettings,
} from '../../../../../src/sandbox/services/ecs/clusters.ts';
import {
  ListTagsForResource,
  TagResource,
  UntagResource,
} from '../../../../../src/sandbox/services/ecs/tags.ts';
import {
  DescribeTaskDefinition,
  RegisterTaskDefinition,
} from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { ListTaskDefinitions } from '../../../../../src/sandbox/services/ecs/task-definitions-list.ts';
import { PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

describe('a cluster', () => {
  it('shows its settings, tags and counts only to those who ask', () => {
    const practice = worldWithWeb(2);
    const [plain] = DescribeClusters({ clusters: ['prod'] }, practice.call).clusters ?? [];
    expect(plain).toMatchObject({
      settings: [],
      statistics: [],
      runningTasksCount: 2,
      activeServicesCount: 1,
    });
    const include = ['SETTINGS', 'STATISTICS'] as const;
    const [full] =
      DescribeClusters({ clusters: ['prod'], include: [...include] }, practice.call).clusters ?? [];
    expect(full?.settings).toEqual([{ name: 'containerInsights', value: 'enabled' }]);
    expect(full?.statistics).toContainEqual({ name: 'runningFargateTasksCount', value: '2' });
  });

  it('that is missing comes back as a failure', () => {
    const practice = new PracticeWorld();
    const answer = DescribeClusters({ clusters: ['nope'] }, practice.call);
    expect(answer.failures).toEqual([
      { arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/nope', reason: 'MISSING' },
    ]);
  });

  it('writes Container Insights metrics from when they are turned on', () => {
    const practice = worldWithWeb(1);
    const counts = () =>
      [...practice.region.cloudwatch.series.values()].find(
        ({ metric }) => metric.MetricName === 'RunningTaskCount',
      );
    const turn = (value: string) =>
      UpdateClusterSettings(
        { cluster: 'prod', settings: [{ name: 'containerInsights', value }] },
        practice.call,
      );
    turn('disabled');
    const before = counts()?.length;
    practice.pass(300);
    expect(counts()?.length).toBe(before);
    turn('enhanced');
    practice.pass(300);
    expect(counts()?.length).toBe((before ?? 0) + 5);
    expect(refusal(() => turn('yes'))).toMatch(/^InvalidParameterException/);
  });

  it('is made once, whatever the number of calls', () => {
    const practice = new PracticeWorld();
    const first = CreateCluster({ clusterName: 'a' }, practice.call);
    expect(CreateCluster({ clusterName: 'a' }, practice.call)).toMatchObject({
      cluster: { clusterArn: first.cluster?.clusterArn },
    });
    expect(ListClusters({}, practice.call).clusterArns).toHaveLength(1);
    expect(refusal(() => CreateCluster({ clusterName: 'a b' }, practice.call))).toMatch(
      /^InvalidParameterException/,
    );
  });

  it('has the two Fargate capacity providers at hand', () => {
    const practice = new PracticeWorld();
    const answer = DescribeCapacityProviders({ capacityProviders: ['FARGATE', 'mine'] }, practice.call);
    expect(answer.capacityProviders?.map(({ name }) => name)).toEqual(['FARGATE']);
    expect(answer.failures?.[0]?.reason).toBe('MISSING');
  });
});

describe('task definitions', () => {
  it('are counted up within their family', () => {
    const practice = new PracticeWorld();
    const register = (family: string) =>
      RegisterTaskDefinition({ family, containerDefinitions: [{ name: 'a', image: 'a' }] }, practice.call);
    register('web');
    register('worker');
    expect(register('web').taskDefinition?.revision).toBe(2);
    const arns = (input: object) =>
      ListTaskDefinitions(input, practice.call).taskDefinitionArns?.map((arn) => arn.split('/')[1]);
    expect(arns({})).toEqual(['web:1', 'web:2', 'worker:1']);
    expect(arns({ familyPrefix: 'web', sort: 'DESC' })).toEqual(['web:2', 'web:1']);
    expect(DescribeTaskDefinition({ taskDefinition: 'web' }, practice.call).taskDefinition?.revision).toBe(2);
    expect(refusal(() => DescribeTaskDefinition({ taskDefinition: 'web:9' }, practice.call))).toMatch(
      /^ClientException: Unable to describe/,
    );
  });
});

describe('tags', () => {
  it('can be added, replaced and taken away', () => {
    const practice = worldWithWeb(1);
    const resourceArn = practice.service().arn;
    TagResource(
      {
        resourceArn,
        tags: [
          { key: 'a', value: '1' },
          { key: '팀', value: '결제' },
        ],
      },
      practice.call,
    );
    TagResource({ resourceArn, tags: [{ key: 'a', value: '2' }] }, practice.call);
    UntagResource({ resourceArn, tagKeys: ['팀'] }, practice.call);
    expect(ListTagsForResource({ resourceArn }, practice.call).tags).toEqual([{ key: 'a', value: '2' }]);
    const missing = { resourceArn: resourceArn.replace('/web', '/nope') };
    expect(refusal(() => ListTagsForResource(missing, practice.call))).toMatch(/^InvalidParameterException/);
  });
});
