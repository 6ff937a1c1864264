import {
  AutoScalingClient,
  type AutoScalingGroup,
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  SetInstanceProtectionCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { batches } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import type { Change } from '../../plan/plan.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing, Tie } from '../thing.ts';
import { scalingGroupsIn, templatesOf } from './auto-scaling/groups.ts';
import { tagsIn } from './network/tags.ts';
import { tiesTo } from './ties-to.ts';
import { untilNone } from './until-none.ts';

/** EC2 Auto Scaling groups. Their instances are terminated with them. */
export const autoScalingGroup: Kind = {
  name: 'auto scaling group',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  reads: ['autoscaling:DescribeAutoScalingGroups'],
  writes: [
    'autoscaling:UpdateAutoScalingGroup',
    'autoscaling:SetInstanceProtection',
    'autoscaling:DeleteAutoScalingGroup',
  ],
  find,
  prepare: ({ id, definition, leaving }) =>
    leaving === undefined
      ? [...groupUnprotected(id, definition), ...instancesUnprotected(id, definition)]
      : [],
  remove: (thing) => (thing.leaving === undefined ? [deletion(thing), gone(thing)] : [gone(thing)]),
  operations: {
    autoscaling: operationsOf(AutoScalingClient, {
      DeleteAutoScalingGroup: DeleteAutoScalingGroupCommand,
      DescribeAutoScalingGroups: DescribeAutoScalingGroupsCommand,
      SetInstanceProtection: SetInstanceProtectionCommand,
      UpdateAutoScalingGroup: UpdateAutoScalingGroupCommand,
    }),
  },
  waits: { 'auto scaling group deleted': untilNone('AutoScalingGroups', 'its instances and the group') },
};

async function find(search: Search): Promise<Thing[]> {
  const groups = await scalingGroupsIn(search);
  return groups.map((group) => {
    const { AutoScalingGroupName: id = '', AutoScalingGroupARN: arn = '', CreatedTime: createdAt } = group;
    const { Instances = [], DesiredCapacity = 0 } = group;
    const protection = protectionOf(group);
    return {
      kind: 'auto scaling group',
      id,
      name: id,
      arn,
      region: search.region,
      tags: tagsIn(group.Tags),
      ties: tiesOf(group),
      aliases: [arn],
      ...(createdAt && { createdAt }),
      definition: { ...group },
      ...(Instances.length === 0 && DesiredCapacity === 0 && { idle: 'it has no instances and wants none' }),
      // The group has a status only while it is being deleted.
      ...(group.Status !== undefined && { leaving: 'being deleted' }),
      ...(protection && { protection }),
    };
  });
}

function tiesOf(group: AutoScalingGroup): Tie[] {
  const { VPCZoneIdentifier = '', TargetGroupARNs = [], TrafficSources = [], Instances = [] } = group;
  const sources = TrafficSources.filter(({ Type }) => Type === undefined || Type === 'elbv2');
  const targetGroups = [...TargetGroupARNs, ...sources.map(({ Identifier }) => Identifier)];
  return [
    ...tiesTo('launch template', templatesOf(group), { bond: 'needs', how: 'starts instances from' }),
    ...tiesTo('target group', targetGroups, { bond: 'needs', how: 'registers its instances in' }),
    ...tiesTo('subnet', VPCZoneIdentifier.split(','), {
      bond: 'within',
      how: 'starts instances in',
      // It is the instances' interfaces that AWS minds.
      blocks: Instances.length > 0,
    }),
  ];
}

function protectionOf({ DeletionProtection, Instances = [] }: AutoScalingGroup): string | undefined {
  if (isOn(DeletionProtection)) return `deletion protection is on (${DeletionProtection})`;
  const { length } = Instances.filter(({ ProtectedFromScaleIn }) => ProtectedFromScaleIn);
  if (length === 0) return undefined;
  return length === 1
    ? 'an instance is protected from scale-in'
    : `${length} instances are protected from scale-in`;
}

function isOn(protection: string | undefined): protection is string {
  return protection !== undefined && protection !== 'none';
}

/** CloudFormation scales a group to nothing before it deletes it, and would wait for protected instances for ever. */
function groupUnprotected(id: string, group: Partial<AutoScalingGroup>): Removal[] {
  const { DeletionProtection, NewInstancesProtectedFromScaleIn: protectsNew = false } = group;
  const deletion: Change[] = isOn(DeletionProtection)
    ? [{ field: 'deletion protection', from: DeletionProtection, to: 'none' }]
    : [];
  const scaleIn: Change[] = protectsNew
    ? [{ field: 'protection of new instances', from: true, to: false }]
    : [];
  if (deletion.length + scaleIn.length === 0) return [];
  const set = (protection: string | undefined, isProtected: boolean) =>
    call('autoscaling', 'UpdateAutoScalingGroup', {
      AutoScalingGroupName: id,
      ...(deletion.length > 0 && { DeletionProtection: protection }),
      ...(scaleIn.length > 0 && { NewInstancesProtectedFromScaleIn: isProtected }),
    });
  return [
    {
      name: 'unprotect',
      action: 'update',
      reason: 'a group that is protected, or whose new instances are, cannot be deleted',
      changes: [...deletion, ...scaleIn],
      call: set('none', false),
      undo: set(DeletionProtection, true),
    },
  ];
}

/** SetInstanceProtection takes fifty instances a call. */
function instancesUnprotected(id: string, { Instances = [] }: Partial<AutoScalingGroup>): Removal[] {
  const isProtected = Instances.filter(({ ProtectedFromScaleIn }) => ProtectedFromScaleIn);
  const ids = isProtected.flatMap(({ InstanceId }) => InstanceId ?? []);
  return batches(ids, 50).map((InstanceIds, index) => {
    const set = (ProtectedFromScaleIn: boolean) =>
      call('autoscaling', 'SetInstanceProtection', {
        AutoScalingGroupName: id,
        InstanceIds,
        ProtectedFromScaleIn,
      });
    return {
      name: index === 0 ? 'release instances' : `release instances ${index + 1}`,
      action: 'update' as const,
      reason: 'instances that are protected from scale-in stay when the group is scaled to nothing',
      changes: [{ field: 'protected from scale-in', from: InstanceIds, to: false }],
      call: set(false),
      undo: set(true),
    };
  });
}

function deletion({ id }: Thing): Removal {
  return {
    name: 'delete',
    action: 'delete',
    call: call('autoscaling', 'DeleteAutoScalingGroup', { AutoScalingGroupName: id, ForceDelete: true }),
    settles: { errors: ['ScalingActivityInProgressFault', 'ResourceContentionFault'], seconds: 300 },
  };
}

function gone({ id }: Thing): Removal {
  return {
    name: 'gone',
    action: 'wait',
    reason: 'its instances are being terminated, and hold subnets and security groups as long',
    call: call('autoscaling', 'DescribeAutoScalingGroups', { AutoScalingGroupNames: [id] }),
    until: 'auto scaling group deleted',
  };
}
