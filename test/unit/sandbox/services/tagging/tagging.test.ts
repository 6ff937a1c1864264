import type { GetResourcesCommandInput } from '@aws-sdk/client-resource-groups-tagging-api';
import { describe, expect, it } from 'vitest';
import { PutMetricAlarm } from '../../../../../src/sandbox/services/cloudwatch/alarms.ts';
import { CreateCluster } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { CreateLoadBalancer } from '../../../../../src/sandbox/services/elbv2/load-balancers.ts';
import { DeleteRule, PutRule } from '../../../../../src/sandbox/services/events/rules.ts';
import { CreateQueue } from '../../../../../src/sandbox/services/sqs/queues.ts';
import { GetTagKeys, GetTagValues } from '../../../../../src/sandbox/services/tagging/keys.ts';
import { GetResources } from '../../../../../src/sandbox/services/tagging/resources.ts';
import { TagResources, UntagResources } from '../../../../../src/sandbox/services/tagging/tagging.ts';
import type { Rules } from '../../../../../src/sandbox/world/rules.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const account = 'us-east-1:123456789012';
const cluster = `arn:aws:ecs:${account}:cluster/shop`;
const queue = `arn:aws:sqs:${account}:jobs`;
const rule = `arn:aws:events:${account}:rule/nightly`;

/** One tagged resource of each service that keeps tags in its own way. */
function taggedWorld(rules: Partial<Rules> = {}): PracticeWorld {
  const practice = new PracticeWorld({ taggingPageFill: [1], ...rules });
  const { call } = practice;
  CreateCluster({ clusterName: 'shop', tags: [{ key: 'team', value: 'shop' }] }, call);
  CreateCluster({ clusterName: 'bare' }, call);
  CreateLoadBalancer({ Name: 'front', Tags: [{ Key: 'team', Value: 'shop' }] }, call);
  CreateQueue({ QueueName: 'jobs', tags: { team: 'jobs', env: 'prod' } }, call);
  PutRule(
    { Name: 'nightly', ScheduleExpression: 'rate(1 day)', Tags: [{ Key: 'env', Value: 'prod' }] },
    call,
  );
  PutMetricAlarm(
    {
      ...{ AlarmName: 'deep', MetricName: 'Depth', Namespace: 'Shop', Statistic: 'Average', Period: 60 },
      ...{ EvaluationPeriods: 1, Threshold: 5, ComparisonOperator: 'GreaterThanThreshold' },
      Tags: [{ Key: 'env', Value: 'test' }],
    },
    call,
  );
  return practice;
}

function found(practice: PracticeWorld, input: GetResourcesCommandInput = {}): string[] {
  const answer = GetResources(input, practice.call);
  return (answer.ResourceTagMappingList ?? []).map(({ ResourceARN = '' }) => ResourceARN);
}

describe('GetResources', () => {
  it('gives what has tags, whichever service keeps them, and not what never had any', () => {
    const kinds = found(taggedWorld()).map((arn) => arn.split(':')[2]);
    expect(kinds).toEqual(['cloudwatch', 'ecs', 'elasticloadbalancing', 'events', 'sqs']);
  });

  it.each<[string, GetResourcesCommandInput, RegExp[]]>([
    ['a key', { TagFilters: [{ Key: 'team' }] }, [/:cluster\/shop$/, /:loadbalancer\//, /:jobs$/]],
    ['a value', { TagFilters: [{ Key: 'env', Values: ['test', 'dev'] }] }, [/:alarm:deep$/]],
    ['two keys at once', { TagFilters: [{ Key: 'env' }, { Key: 'team' }] }, [/:jobs$/]],
    ['a service', { ResourceTypeFilters: ['ecs'] }, [/:cluster\/shop$/]],
    [
      'a type',
      { ResourceTypeFilters: ['events:rule', 'cloudwatch:alarm'] },
      [/:alarm:deep$/, /:rule\/nightly$/],
    ],
    ['a longer type', { ResourceTypeFilters: ['elasticloadbalancing:loadbalancer/app'] }, [/\/front\//]],
    ['a type of ARNs without one', { ResourceTypeFilters: ['sqs:queue'] }, [/:jobs$/]],
    ['another type', { ResourceTypeFilters: ['ecs:service'] }, []],
    ['ARNs, present or not', { ResourceARNList: [queue, `${queue}-none`] }, [/:jobs$/]],
  ])('filters by %s', (_what, input, expected) => {
    const arns = found(taggedWorld(), input);
    expect(arns).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });

  it('still gives what once had tags, with none', () => {
    const practice = taggedWorld();
    UntagResources({ ResourceARNList: [rule, cluster], TagKeys: ['env', 'team'] }, practice.call);
    const input = { ResourceARNList: [rule, cluster] };
    expect(GetResources(input, practice.call).ResourceTagMappingList).toEqual([
      { ResourceARN: cluster, Tags: [] },
      { ResourceARN: rule, Tags: [] },
    ]);
  });

  it.each<[string, GetResourcesCommandInput]>([
    ['ARNs with a filter', { ResourceARNList: [queue], TagFilters: [{ Key: 'team' }] }],
    ['ARNs with a page size', { ResourceARNList: [queue], ResourcesPerPage: 5 }],
    ['too large a page', { ResourcesPerPage: 101 }],
    ['too many filters', { TagFilters: Array.from({ length: 51 }, (_, at) => ({ Key: `k${at}` })) }],
    ['too many values', { TagFilters: [{ Key: 'k', Values: Array.from({ length: 21 }, String) }] }],
    ['a token of its own making', { PaginationToken: 'bm90IG9uZQ==' }],
  ])('refuses %s', (_what, input) => {
    const { call } = taggedWorld();
    expect(refusal(() => GetResources(input, call))).toMatch(/^InvalidParameterException: /);
  });
});

describe('pages', () => {
  const first = { ResourcesPerPage: 4 };

  it('are short, even empty, while there is more: only the empty token is the end', () => {
    const practice = taggedWorld({ taggingPageFill: [0.5, 0, 1] });
    const sizes: number[] = [];
    let token: string | undefined;
    do {
      const answer = GetResources({ ...first, PaginationToken: token }, practice.call);
      sizes.push(answer.ResourceTagMappingList?.length ?? -1);
      token = answer.PaginationToken;
    } while (token);
    expect(sizes).toEqual([2, 0, 3]);
    expect(token).toBe('');
  });

  it('go on for 15 minutes, and for the same request only', () => {
    const practice = taggedWorld();
    const { PaginationToken } = GetResources(first, practice.call);
    const next = { ...first, PaginationToken };
    const other = { ...next, ResourceTypeFilters: ['sqs'] };
    expect(refusal(() => GetResources(other, practice.call))).toMatch(/^InvalidParameterException: /);
    practice.pass(15 * 60);
    expect(found(practice, next)).toEqual([queue]);
    practice.pass(1);
    expect(refusal(() => GetResources(next, practice.call))).toMatch(/^PaginationTokenExpiredException: /);
  });

  it('hold so many tags where that is asked for', () => {
    const practice = taggedWorld();
    const Tags = Object.fromEntries(Array.from({ length: 49 }, (_, at) => [`k${at}`, 'v']));
    const alarm = `arn:aws:cloudwatch:${account}:alarm:deep`;
    TagResources({ ResourceARNList: [cluster, rule, alarm], Tags }, practice.call);
    expect(found(practice, { TagsPerPage: 100 })).toEqual([alarm, cluster]);
  });
});

describe('a ghost', () => {
  it('is given for hours after its resource is gone, and not where the name was used again', () => {
    const practice = taggedWorld({ ghostSeconds: 3600 });
    DeleteRule({ Name: 'nightly' }, practice.call);
    practice.pass(3590);
    expect(found(practice, { ResourceTypeFilters: ['events'] })).toEqual([rule]);
    practice.pass(10);
    expect(found(practice, { ResourceTypeFilters: ['events'] })).toEqual([]);
    PutRule({ Name: 'nightly', ScheduleExpression: 'rate(1 day)' }, practice.call);
    expect(found(practice, { ResourceTypeFilters: ['events'] })).toEqual([]);
  });

  it('cannot be tagged', () => {
    const practice = taggedWorld();
    DeleteRule({ Name: 'nightly' }, practice.call);
    const answer = TagResources({ ResourceARNList: [rule, queue], Tags: { a: 'b' } }, practice.call);
    expect(answer.FailedResourcesMap).toEqual({
      [rule]: expect.objectContaining({ ErrorCode: 'InvalidParameterException', StatusCode: 400 }),
    });
    expect(found(practice, { TagFilters: [{ Key: 'a' }] })).toEqual([queue]);
  });
});

describe('tags', () => {
  it('are added to every resource and taken from it in its own service', () => {
    const practice = taggedWorld();
    const all = found(practice);
    expect(
      TagResources({ ResourceARNList: all, Tags: { a: 'b' } }, practice.call).FailedResourcesMap,
    ).toEqual({});
    expect(found(practice, { TagFilters: [{ Key: 'a', Values: ['b'] }] })).toEqual(all);
    expect(practice.region.sqs.queues.get('jobs')?.tags.get('a')).toBe('b');
    expect(practice.region.ecs.tags.get(cluster)).toContainEqual({ key: 'a', value: 'b' });
    UntagResources({ ResourceARNList: all, TagKeys: ['a'] }, practice.call);
    expect(found(practice, { TagFilters: [{ Key: 'a' }] })).toEqual([]);
  });

  it('of AWS cannot be set, nor more than fifty', () => {
    const practice = taggedWorld();
    const reserved = { ResourceARNList: [queue], Tags: { 'aws:cloudformation:stack-name': 'x' } };
    expect(refusal(() => TagResources(reserved, practice.call))).toMatch(/^InvalidParameterException: /);
    const Tags = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, 'v']));
    const answer = TagResources({ ResourceARNList: [queue], Tags }, practice.call);
    expect(Object.keys(answer.FailedResourcesMap ?? {})).toEqual([queue]);
  });

  it('are listed by key and by value', () => {
    const { call } = taggedWorld();
    expect(GetTagKeys({}, call)).toEqual({ PaginationToken: '', TagKeys: ['env', 'team'] });
    expect(GetTagValues({ Key: 'team' }, call)).toEqual({ PaginationToken: '', TagValues: ['jobs', 'shop'] });
  });

  it('are listed a hundred values at a time', () => {
    const practice = new PracticeWorld();
    for (let at = 0; at < 150; at += 1) practice.region.tags.set(`arn:aws:x:::r/${at}`, { id: `${at}` });
    const { TagValues, PaginationToken } = GetTagValues({ Key: 'id' }, practice.call);
    const rest = GetTagValues({ Key: 'id', PaginationToken }, practice.call);
    expect(new Set([...(TagValues ?? []), ...(rest.TagValues ?? [])]).size).toBe(150);
    expect(rest.PaginationToken).toBe('');
  });
});
