import { describe, expect, it } from 'vitest';
import { ListExports } from '../../../../../src/sandbox/services/cloudformation/exports.ts';
import { plantStack } from '../../../../../src/sandbox/services/cloudformation/planting.ts';
import {
  DescribeStackResources,
  GetTemplate,
} from '../../../../../src/sandbox/services/cloudformation/resources-read.ts';
import {
  DescribeStacks,
  ListStacks,
} from '../../../../../src/sandbox/services/cloudformation/stacks-read.ts';
import { CreateCluster } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { CreateQueue } from '../../../../../src/sandbox/services/sqs/queues.ts';
import { GetResources } from '../../../../../src/sandbox/services/tagging/resources.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';
import { eventsOf, resourcesOf, statusOf } from './stacks-in-practice.ts';

const DAY = 24 * 3600 * 1000;
const cluster = { logicalId: 'Cluster', type: 'AWS::ECS::Cluster', physicalId: 'old' };

function withCluster(): PracticeWorld {
  const practice = new PracticeWorld({ taggingPageFill: [1] });
  CreateCluster({ clusterName: 'old', tags: [{ key: 'team', value: 'shop' }] }, practice.call);
  return practice;
}

/** What the tagging API knows to belong to a stack. */
function marked(practice: PracticeWorld, id: string): (string | undefined)[] {
  const TagFilters = [{ Key: 'aws:cloudformation:stack-id', Values: [id] }];
  const { ResourceTagMappingList: found = [] } = GetResources({ TagFilters }, practice.call);
  return found.map(({ ResourceARN }) => ResourceARN);
}

describe('a planted stack', () => {
  it('is as if it had been made from a template', () => {
    const practice = withCluster();
    const tags = [{ Key: 'owner', Value: 'ops' }];
    const id = plantStack(practice.call, {
      name: 'shop',
      resources: [cluster],
      exports: { 'shop:cluster': 'old' },
      tags,
      description: 'The shop',
    });
    expect(DescribeStacks({ StackName: 'shop' }, practice.call).Stacks).toMatchObject([
      {
        StackId: id,
        StackStatus: 'CREATE_COMPLETE',
        Description: 'The shop',
        CreationTime: practice.call.now,
        Tags: tags,
        Outputs: [{ OutputKey: 'shopcluster', OutputValue: 'old', ExportName: 'shop:cluster' }],
        EnableTerminationProtection: false,
      },
    ]);
    expect(ListExports({}, practice.call).Exports).toEqual([
      { ExportingStackId: id, Name: 'shop:cluster', Value: 'old' },
    ]);
    const { TemplateBody = '' } = GetTemplate({ StackName: id }, practice.call);
    expect(JSON.parse(TemplateBody).Resources).toEqual({ Cluster: { Type: 'AWS::ECS::Cluster' } });
    expect(eventsOf(practice, id).map(({ ResourceStatus }) => ResourceStatus)).toEqual([
      'CREATE_IN_PROGRESS',
      'CREATE_COMPLETE',
      'CREATE_COMPLETE',
    ]);
  });

  it('marks its resources beside the tags that they have', () => {
    const practice = withCluster();
    const tags = [{ Key: 'owner', Value: 'ops' }];
    const id = plantStack(practice.call, { name: 'shop', resources: [cluster], tags });
    const arn = 'arn:aws:ecs:us-east-1:123456789012:cluster/old';
    expect(
      Object.fromEntries((practice.region.ecs.tags.get(arn) ?? []).map(({ key, value }) => [key, value])),
    ).toEqual({
      team: 'shop',
      owner: 'ops',
      'aws:cloudformation:stack-name': 'shop',
      'aws:cloudformation:stack-id': id,
      'aws:cloudformation:logical-id': 'Cluster',
    });
    expect(marked(practice, id)).toEqual([arn]);
  });

  it('tells only in its events of what an update left behind', () => {
    const practice = withCluster();
    const abandoned = [{ ...cluster, logicalId: 'Old', statusReason: 'The Cluster cannot be deleted' }];
    const id = plantStack(practice.call, {
      name: 'shop',
      status: 'UPDATE_COMPLETE',
      resources: [],
      abandoned,
    });
    expect(resourcesOf(practice, id)).toEqual({});
    expect(statusOf(practice, id)).toBe('UPDATE_COMPLETE');
    expect(eventsOf(practice, id)).toContainEqual(
      expect.objectContaining({ PhysicalResourceId: 'old', ResourceStatus: 'DELETE_FAILED' }),
    );
    expect(marked(practice, id)).toHaveLength(1);
  });

  it('names what it depends on only after that', () => {
    const practice = withCluster();
    const resources = [{ ...cluster, dependsOn: ['Network'] }];
    expect(refusal(() => plantStack(practice.call, { name: 'shop', resources }))).toMatch(
      /Cluster of shop depends on Network/,
    );
  });
});

describe('a stack that is gone', () => {
  function gone(practice: PracticeWorld, days: number): string {
    return plantStack(practice.call, {
      name: 'old',
      deletedAt: new Date(practice.now - days * DAY),
      resources: [
        { ...cluster, status: 'DELETE_SKIPPED' },
        { logicalId: 'Jobs', type: 'AWS::SQS::Queue', physicalId: 'http://127.0.0.1:1/123456789012/jobs' },
      ],
    });
  }

  it('can be looked up by its id, and not by its name', () => {
    const practice = withCluster();
    const id = gone(practice, 3);
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
    expect(resourcesOf(practice, id)).toEqual({ Cluster: 'DELETE_SKIPPED', Jobs: 'DELETE_COMPLETE' });
    expect(marked(practice, id)).toEqual(['arn:aws:ecs:us-east-1:123456789012:cluster/old']);
    expect(refusal(() => DescribeStacks({ StackName: 'old' }, practice.call))).toBe(
      'ValidationError: Stack with id old does not exist',
    );
    expect(DescribeStacks({}, practice.call).Stacks).toEqual([]);
    expect(ListStacks({}, practice.call).StackSummaries).toMatchObject([
      { StackId: id, StackStatus: 'DELETE_COMPLETE', DeletionTime: new Date(practice.now - 3 * DAY) },
    ]);
  });

  it('gives its name to another, and the two are told apart by their ids', () => {
    const practice = withCluster();
    const first = gone(practice, 3);
    CreateQueue({ QueueName: 'jobs' }, practice.call);
    const second = plantStack(practice.call, { name: 'old', resources: [] });
    expect(DescribeStacks({ StackName: 'old' }, practice.call).Stacks?.[0]?.StackId).toBe(second);
    const listed = ListStacks({ StackStatusFilter: ['DELETE_COMPLETE'] }, practice.call).StackSummaries;
    expect(listed?.map(({ StackId }) => StackId)).toEqual([first]);
  });

  it('is forgotten after ninety days, but for the tags of what survived it', () => {
    const practice = withCluster();
    const id = gone(practice, 91);
    expect(ListStacks({}, practice.call).StackSummaries).toEqual([]);
    const attempts = [
      () => DescribeStacks({ StackName: id }, practice.call),
      () => resourcesOf(practice, id),
      () => eventsOf(practice, id),
      () => GetTemplate({ StackName: id }, practice.call),
    ];
    for (const attempt of attempts)
      expect(refusal(attempt)).toMatch(/^ValidationError: Stack .*does not exist$/);
    expect(marked(practice, id)).toHaveLength(1);
  });

  it('is forgotten when ninety days of the world’s clock have passed', () => {
    const practice = withCluster();
    const id = gone(practice, 89);
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
    practice.pass((1.5 * DAY) / 1000);
    expect(refusal(() => statusOf(practice, id))).toMatch(/does not exist/);
  });

  it('owns nothing any more', () => {
    const practice = withCluster();
    gone(practice, 3);
    const ask = () => DescribeStackResources({ PhysicalResourceId: 'old' }, practice.call);
    expect(refusal(ask)).toBe('ValidationError: Stack for old does not exist');
  });
});
