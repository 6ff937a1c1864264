import { describe, expect, it } from 'vitest';
import { DescribeScalingActivities } from '../../../../../src/sandbox/services/auto-scaling/activities.ts';
import { DeleteAutoScalingGroup } from '../../../../../src/sandbox/services/auto-scaling/deletion.ts';
import {
  CreateAutoScalingGroup,
  SetDesiredCapacity,
  UpdateAutoScalingGroup,
} from '../../../../../src/sandbox/services/auto-scaling/groups.ts';
import { DescribeAutoScalingGroups } from '../../../../../src/sandbox/services/auto-scaling/groups-read.ts';
import {
  SetInstanceProtection,
  TerminateInstanceInAutoScalingGroup,
} from '../../../../../src/sandbox/services/auto-scaling/instances.ts';
import {
  CreateOrUpdateTags,
  DeleteTags,
  DescribeTags,
} from '../../../../../src/sandbox/services/auto-scaling/tags.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const AutoScalingGroupName = 'ecs';
const named = { AutoScalingGroupName };
const template = { LaunchTemplateName: 'node', Version: '$Latest' };

/** A group of two instances that are in service. */
function worldWithGroup(more: Partial<Parameters<typeof CreateAutoScalingGroup>[0]> = {}): PracticeWorld {
  const practice = new PracticeWorld({ instanceLaunchSeconds: 60, instanceTerminationSeconds: 60 });
  practice.region.ec2.launchTemplates.set('lt-1', {
    shape: { LaunchTemplateId: 'lt-1', LaunchTemplateName: 'node' },
    versions: [
      { VersionNumber: 1, DefaultVersion: true, LaunchTemplateData: { InstanceType: 't3.large' } },
      { VersionNumber: 2, LaunchTemplateData: { InstanceType: 'm7g.large' } },
    ],
  });
  const sizes = { MinSize: 1, MaxSize: 4, DesiredCapacity: 2 };
  const place = { VPCZoneIdentifier: 'subnet-1,subnet-2', LaunchTemplate: template };
  CreateAutoScalingGroup({ ...named, ...sizes, ...place, ...more }, practice.call);
  practice.pass(80);
  return practice;
}

function group(practice: PracticeWorld) {
  return DescribeAutoScalingGroups({ AutoScalingGroupNames: [AutoScalingGroupName] }, practice.call)
    .AutoScalingGroups?.[0];
}

function states(practice: PracticeWorld) {
  return group(practice)?.Instances?.map(({ LifecycleState }) => LifecycleState);
}

describe('an Auto Scaling group', () => {
  it('launches its instances, spread over its zones, from its launch template', () => {
    const practice = worldWithGroup();
    expect(group(practice)).toMatchObject({
      AutoScalingGroupARN: expect.stringMatching(
        /:autoScalingGroup:[0-9a-f-]{36}:autoScalingGroupName\/ecs$/,
      ),
      ...{ MinSize: 1, MaxSize: 4, DesiredCapacity: 2, DefaultCooldown: 300, HealthCheckType: 'EC2' },
      AvailabilityZones: ['us-east-1a', 'us-east-1b'],
      LaunchTemplate: { LaunchTemplateId: 'lt-1', LaunchTemplateName: 'node', Version: '$Latest' },
      Instances: ['us-east-1a', 'us-east-1b'].map((AvailabilityZone) => ({
        ...{ AvailabilityZone, LifecycleState: 'InService', ProtectedFromScaleIn: false },
        ...{ InstanceType: 'm7g.large', LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '2' } },
      })),
    });
  });

  it('scales in and out in about a minute, and tells of it', () => {
    const practice = worldWithGroup();
    SetDesiredCapacity({ ...named, DesiredCapacity: 3 }, practice.call);
    practice.pass(10);
    expect(states(practice)).toEqual(['InService', 'InService', 'Pending']);
    practice.pass(60);
    SetDesiredCapacity({ ...named, DesiredCapacity: 1 }, practice.call);
    practice.pass(10);
    expect(states(practice)).toEqual(['Terminating', 'Terminating', 'InService']);
    practice.pass(60);
    expect(states(practice)).toEqual(['InService']);
    const { Activities } = DescribeScalingActivities(named, practice.call);
    expect(
      Activities?.map(({ Description = '', StatusCode }) => [Description.split(' ')[0], StatusCode]),
    ).toEqual([
      ...Array.from({ length: 2 }, () => ['Terminating', 'Successful']),
      ...Array.from({ length: 3 }, () => ['Launching', 'Successful']),
    ]);
  });

  it('keeps protected instances, and says once that it could not scale in', () => {
    const practice = worldWithGroup({ NewInstancesProtectedFromScaleIn: true });
    UpdateAutoScalingGroup({ ...named, MinSize: 0, MaxSize: 0 }, practice.call);
    practice.pass(120);
    expect(states(practice)).toEqual(['InService', 'InService']);
    const { Activities = [] } = DescribeScalingActivities(named, practice.call);
    expect(Activities.filter(({ StatusCode }) => StatusCode === 'Cancelled')).toMatchObject([
      { Description: expect.stringContaining('protected from scale-in') },
    ]);
    const InstanceIds = group(practice)?.Instances?.map(({ InstanceId = '' }) => InstanceId);
    SetInstanceProtection({ ...named, InstanceIds, ProtectedFromScaleIn: false }, practice.call);
    practice.pass(80);
    expect(states(practice)).toEqual([]);
  });

  it('moves its desired capacity with its bounds', () => {
    const practice = worldWithGroup();
    UpdateAutoScalingGroup({ ...named, MinSize: 3 }, practice.call);
    expect(group(practice)?.DesiredCapacity).toBe(3);
    UpdateAutoScalingGroup({ ...named, MinSize: 0, MaxSize: 1 }, practice.call);
    expect(group(practice)?.DesiredCapacity).toBe(1);
    expect(group(practice)?.VPCZoneIdentifier).toBe('subnet-1,subnet-2');
  });

  it('replaces an instance that is ended, or becomes smaller by it', () => {
    const practice = worldWithGroup();
    const end = (at: number, ShouldDecrementDesiredCapacity: boolean) => () => {
      const { InstanceId } = group(practice)?.Instances?.[at] ?? {};
      return TerminateInstanceInAutoScalingGroup(
        { InstanceId, ShouldDecrementDesiredCapacity },
        practice.call,
      );
    };
    expect(end(0, false)().Activity).toMatchObject({ StatusCode: 'InProgress' });
    practice.pass(10);
    expect(states(practice)).toEqual(['Terminating', 'InService', 'Pending']);
    expect(refusal(end(0, false))).toMatch(/^ValidationError: Instance Id not found/);
    end(2, true)();
    practice.pass(80);
    expect(states(practice)).toEqual(['InService']);
    expect(refusal(end(0, true))).toMatch(/^ValidationError: Currently, desiredSize equals minSize/);
  });

  it('scales neither beyond its bounds nor, when asked to honor it, during its cooldown', () => {
    const practice = worldWithGroup();
    const set = (DesiredCapacity: number) => () =>
      SetDesiredCapacity({ ...named, DesiredCapacity, HonorCooldown: true }, practice.call);
    expect(refusal(set(5))).toMatch(/^ValidationError: New SetDesiredCapacity value 5 is above max value 4/);
    expect(refusal(set(0))).toMatch(/^ValidationError: New SetDesiredCapacity value 0 is below min value 1/);
    expect(refusal(set(3))).toMatch(/^ScalingActivityInProgressFault: /);
    practice.pass(300);
    set(3)();
    expect(group(practice)?.DesiredCapacity).toBe(3);
  });
});

describe('deleting a group', () => {
  it('waits for its instances, unless it is forced', () => {
    const practice = worldWithGroup();
    const remove = (ForceDelete = false) => DeleteAutoScalingGroup({ ...named, ForceDelete }, practice.call);
    expect(refusal(() => remove())).toMatch(/^ResourceInUseFault: /);
    UpdateAutoScalingGroup({ ...named, MinSize: 0, DesiredCapacity: 0 }, practice.call);
    practice.pass(10);
    expect(refusal(() => remove())).toMatch(/^ScalingActivityInProgressFault: /);
    practice.pass(60);
    remove();
    expect(group(practice)).toBeUndefined();
    expect(refusal(() => remove())).toMatch(/^ValidationError: AutoScalingGroup name not found/);
  });

  it('by force ends protected instances as well, and takes as long as they take', () => {
    const practice = worldWithGroup({ NewInstancesProtectedFromScaleIn: true });
    DeleteAutoScalingGroup({ ...named, ForceDelete: true }, practice.call);
    practice.pass(10);
    expect(group(practice)?.Status).toBe('Delete in progress');
    expect(states(practice)).toEqual(['Terminating', 'Terminating']);
    const attempts = [
      () => DeleteAutoScalingGroup(named, practice.call),
      () => UpdateAutoScalingGroup({ ...named, MaxSize: 9 }, practice.call),
    ];
    expect(attempts.map((attempt) => refusal(attempt).split(':')[0])).toEqual([
      'ScalingActivityInProgressFault',
      'ValidationError',
    ]);
    practice.pass(60);
    expect(group(practice)).toBeUndefined();
    const past = DescribeScalingActivities({ ...named, IncludeDeletedGroups: true }, practice.call);
    expect(past.Activities).toHaveLength(4);
    expect(refusal(() => DescribeScalingActivities(named, practice.call))).toMatch(/^ValidationError: /);
  });

  it.each([
    ['prevent-force-deletion', true, true],
    ['prevent-force-deletion', false, false],
    ['prevent-all-deletion', false, true],
    ['none', true, false],
  ] as const)(
    'under the protection %s, by force: %s, is refused: %s',
    (DeletionProtection, ForceDelete, refused) => {
      const practice = worldWithGroup({ MinSize: 0, DesiredCapacity: 0, DeletionProtection });
      const attempt = () => DeleteAutoScalingGroup({ ...named, ForceDelete }, practice.call);
      expect(refusal(attempt)).toMatch(refused ? /^ValidationError: .*deletion protection/ : /^$/);
      expect(group(practice) !== undefined).toBe(refused);
    },
  );
});

describe('a request about groups', () => {
  it.each<[string, Partial<Parameters<typeof CreateAutoScalingGroup>[0]>, string]>([
    ['a name that is taken', {}, 'AlreadyExistsFault'],
    ['no launch template', { AutoScalingGroupName: 'b', LaunchTemplate: undefined }, 'ValidationError'],
    [
      'a launch template that is not there',
      { AutoScalingGroupName: 'b', LaunchTemplate: { LaunchTemplateId: 'lt-9' } },
      'ValidationError',
    ],
    ['no subnets', { AutoScalingGroupName: 'b', VPCZoneIdentifier: undefined }, 'ValidationError'],
    ['a minimum above the maximum', { AutoScalingGroupName: 'b', MinSize: 5 }, 'ValidationError'],
    ['a capacity out of bounds', { AutoScalingGroupName: 'b', DesiredCapacity: 5 }, 'ValidationError'],
  ])('to make one is refused with %s', (_what, change, name) => {
    const { call } = worldWithGroup();
    const input = {
      ...named,
      MinSize: 1,
      MaxSize: 4,
      VPCZoneIdentifier: 'subnet-1',
      LaunchTemplate: template,
    };
    expect(refusal(() => CreateAutoScalingGroup({ ...input, ...change }, call))).toMatch(
      new RegExp(`^${name}: `),
    );
  });

  it('lists them by tag, a page at a time, with or without instances', () => {
    const practice = worldWithGroup({ Tags: [{ Key: 'env', Value: 'prod', PropagateAtLaunch: true }] });
    const { call } = practice;
    const place = { VPCZoneIdentifier: 'subnet-1', LaunchTemplate: template, MinSize: 0, MaxSize: 0 };
    CreateAutoScalingGroup({ AutoScalingGroupName: 'other', ...place }, call);
    const names = (input: Parameters<typeof DescribeAutoScalingGroups>[0]) =>
      DescribeAutoScalingGroups(input, call).AutoScalingGroups?.map((one) => one.AutoScalingGroupName);
    expect(names({ Filters: [{ Name: 'tag:env', Values: ['prod'] }] })).toEqual(['ecs']);
    expect(names({ Filters: [{ Name: 'tag-key', Values: ['team'] }] })).toEqual([]);
    expect(names({ AutoScalingGroupNames: ['other', 'nothing'] })).toEqual(['other']);
    const first = DescribeAutoScalingGroups({ MaxRecords: 1, IncludeInstances: false }, call);
    expect(first.AutoScalingGroups?.[0]?.Instances).toEqual([]);
    expect(names({ MaxRecords: 1, NextToken: first.NextToken })).toEqual(['other']);
    expect(refusal(() => names({ NextToken: 'none' }))).toMatch(/^InvalidNextToken: /);
    expect(refusal(() => names({ MaxRecords: 101 }))).toMatch(/^ValidationError: /);
  });

  it('tags them, and the tagging API does not know it', () => {
    const { call, region } = worldWithGroup();
    const tag = { ResourceId: 'ecs', ResourceType: 'auto-scaling-group', Key: 'env' };
    CreateOrUpdateTags({ Tags: [{ ...tag, Value: 'prod', PropagateAtLaunch: false }] }, call);
    const filtered = { Filters: [{ Name: 'key', Values: ['env'] }] };
    expect(DescribeTags(filtered, call).Tags).toEqual([{ ...tag, Value: 'prod', PropagateAtLaunch: false }]);
    expect([...region.tags.entries()]).toEqual([]);
    const lost = { Tags: [tag, { ...tag, ResourceId: 'nothing' }] };
    expect(refusal(() => DeleteTags(lost, call))).toMatch(/^ValidationError: /);
    DeleteTags({ Tags: [tag] }, call);
    expect(DescribeTags({}, call).Tags).toEqual([]);
  });

  it('protects fifty instances at a time, and only its own', () => {
    const { call } = worldWithGroup();
    const protect = (InstanceIds: string[]) => () =>
      SetInstanceProtection({ ...named, InstanceIds, ProtectedFromScaleIn: true }, call);
    expect(refusal(protect(Array.from({ length: 51 }, () => 'i-0')))).toMatch(/^ValidationError: .*50/);
    expect(refusal(protect(['i-0']))).toMatch(/^ValidationError: The instance i-0 is not part of/);
  });
});
