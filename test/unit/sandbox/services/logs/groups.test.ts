import { describe, expect, it } from 'vitest';
import {
  CreateLogGroup,
  DeleteLogGroup,
  DeleteRetentionPolicy,
  PutLogGroupDeletionProtection,
  PutRetentionPolicy,
} from '../../../../../src/sandbox/services/logs/groups.ts';
import { DescribeLogGroups } from '../../../../../src/sandbox/services/logs/groups-read.ts';
import { plantLogGroup } from '../../../../../src/sandbox/services/logs/plant.ts';
import {
  DeleteResourcePolicy,
  DescribeResourcePolicies,
  PutResourcePolicy,
} from '../../../../../src/sandbox/services/logs/resource-policies.ts';
import { DescribeLogStreams } from '../../../../../src/sandbox/services/logs/streams.ts';
import {
  ListTagsForResource,
  TagResource,
  UntagResource,
} from '../../../../../src/sandbox/services/logs/tags.ts';
import { morning, PracticeWorld, refusal } from '../../world/practice-world.ts';

const group = { logGroupName: '/ecs/web' };
const groupArn = 'arn:aws:logs:us-east-1:123456789012:log-group:/ecs/web';

function worldWithGroup(tags?: Record<string, string>): PracticeWorld {
  const practice = new PracticeWorld();
  CreateLogGroup({ ...group, tags }, practice.call);
  return practice;
}

describe('a log group', () => {
  it('is made once, with both of its ARNs', () => {
    const practice = worldWithGroup();
    expect(DescribeLogGroups({}, practice.call).logGroups).toMatchObject([
      {
        logGroupName: '/ecs/web',
        arn: `${groupArn}:*`,
        logGroupArn: groupArn,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
      },
    ]);
    expect(refusal(() => CreateLogGroup(group, practice.call))).toMatch(/^ResourceAlreadyExistsException/);
    expect(refusal(() => CreateLogGroup({ logGroupName: 'a b' }, practice.call))).toMatch(
      /^InvalidParameterException: 1 validation error detected: Value 'a b' at 'logGroupName'/,
    );
  });

  it('is not deleted while it is protected, and leaves its tags behind when it is', () => {
    const practice = worldWithGroup({ app: 'shop' });
    const protect = (deletionProtectionEnabled: boolean) =>
      PutLogGroupDeletionProtection(
        { logGroupIdentifier: groupArn, deletionProtectionEnabled },
        practice.call,
      );
    protect(true);
    expect(refusal(() => DeleteLogGroup(group, practice.call))).toMatch(/^ValidationException/);
    protect(false);
    DeleteLogGroup(group, practice.call);
    expect([...practice.region.tags.entries()]).toMatchObject([
      { arn: groupArn, tags: { app: 'shop' }, deletedAt: morning },
    ]);
    expect(refusal(() => DeleteLogGroup(group, practice.call))).toMatch(/^ResourceNotFoundException/);
    CreateLogGroup(group, practice.call);
    expect(practice.region.tags.has(groupArn)).toBe(true);
    expect(ListTagsForResource({ resourceArn: groupArn }, practice.call).tags).toEqual({});
  });

  it('keeps events for one of the times that there are', () => {
    const practice = worldWithGroup();
    const days = () => DescribeLogGroups({}, practice.call).logGroups?.[0]?.retentionInDays;
    PutRetentionPolicy({ ...group, retentionInDays: 14 }, practice.call);
    expect(days()).toBe(14);
    const odd = () => PutRetentionPolicy({ ...group, retentionInDays: 15 }, practice.call);
    expect(refusal(odd)).toMatch(/^InvalidParameterException/);
    DeleteRetentionPolicy(group, practice.call);
    expect(days()).toBeUndefined();
  });

  it('is tagged by its ARN, with or without the stars', () => {
    const practice = worldWithGroup();
    TagResource({ resourceArn: `${groupArn}:*`, tags: { a: '1', 팀: '결제' } }, practice.call);
    UntagResource({ resourceArn: groupArn, tagKeys: ['a'] }, practice.call);
    expect(ListTagsForResource({ resourceArn: groupArn }, practice.call).tags).toEqual({ 팀: '결제' });
  });

  it('can be planted with a past', () => {
    const practice = new PracticeWorld();
    const lastEventAt = new Date('2025-06-01T00:00:00Z');
    const createdAt = new Date('2024-01-01T00:00:00Z');
    plantLogGroup(
      { name: '/old', storedBytes: 5e12, createdAt, lastEventAt, retentionInDays: 30 },
      practice.call,
    );
    expect(DescribeLogGroups({}, practice.call).logGroups?.[0]).toMatchObject({
      ...{ storedBytes: 5e12, retentionInDays: 30, creationTime: createdAt.getTime() },
    });
    const { logStreams } = DescribeLogStreams(
      { logGroupName: '/old', orderBy: 'LastEventTime' },
      practice.call,
    );
    expect(logStreams).toMatchObject([{ lastEventTimestamp: lastEventAt.getTime() }]);
  });
});

describe('the list of log groups', () => {
  it('has fifty on a page, by name, and takes a prefix or a piece of the name', () => {
    const practice = new PracticeWorld();
    for (let index = 119; index >= 0; index -= 1) {
      CreateLogGroup({ logGroupName: `/app/${String(index).padStart(3, '0')}` }, practice.call);
    }
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const answer = DescribeLogGroups({ nextToken }, practice.call);
      expect(answer.logGroups?.length).toBeLessThanOrEqual(50);
      names.push(...(answer.logGroups ?? []).map(({ logGroupName }) => `${logGroupName}`));
      nextToken = answer.nextToken;
    } while (nextToken);
    expect(names).toHaveLength(120);
    expect(names).toEqual([...names].sort());
    const count = (input: object) => DescribeLogGroups(input, practice.call).logGroups?.length;
    expect(count({ logGroupNamePrefix: '/app/11' })).toBe(10);
    expect(count({ logGroupNamePattern: '/00' })).toBe(10);
    const both = { logGroupNamePrefix: '/app', logGroupNamePattern: 'app' };
    expect(refusal(() => DescribeLogGroups(both, practice.call))).toMatch(/^InvalidParameterException/);
    expect(refusal(() => DescribeLogGroups({ limit: 51 }, practice.call))).toMatch(
      /less than or equal to 50/,
    );
  });
});

describe('resource policies', () => {
  it('are ten at the most, each replaced under its name', () => {
    const practice = new PracticeWorld();
    const statement = { Effect: 'Allow', Principal: '*', Action: 'logs:*', Resource: '*' };
    const put = (policyName: string, Statement: unknown = statement) =>
      PutResourcePolicy({ policyName, policyDocument: JSON.stringify({ Statement }) }, practice.call);
    expect(refusal(() => put('p0', [null]))).toMatch(/^InvalidParameterException/);
    for (let index = 0; index < 10; index += 1) put(`p${index}`);
    put('p9');
    expect(refusal(() => put('p10'))).toMatch(/^LimitExceededException/);
    DeleteResourcePolicy({ policyName: 'p0' }, practice.call);
    expect(DescribeResourcePolicies({}, practice.call).resourcePolicies).toHaveLength(9);
    expect(refusal(() => DeleteResourcePolicy({ policyName: 'p0' }, practice.call))).toMatch(
      /^ResourceNotFoundException/,
    );
  });
});
