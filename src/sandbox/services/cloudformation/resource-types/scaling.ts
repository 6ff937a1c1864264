import type {
  ApplicationAutoScaling,
  PutScalingPolicyCommandInput,
  RegisterScalableTargetCommandInput,
  ScalableDimension,
} from '@aws-sdk/client-application-auto-scaling';
import type { AutoScaling } from '@aws-sdk/client-auto-scaling';
import { applicationAutoScaling } from '../../application-auto-scaling/index.ts';
import { autoScaling } from '../../auto-scaling/index.ts';
import { inputOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { ResourceType } from './resource-type.ts';

const ask = requestsTo<ApplicationAutoScaling>(applicationAutoScaling);
const askGroups = requestsTo<AutoScaling>(autoScaling);

interface Target {
  readonly ResourceId: string;
  readonly ScalableDimension: ScalableDimension;
  readonly ServiceNamespace: 'ecs';
}

/** Its physical id is `service/<cluster>/<service>|ecs:service:DesiredCount|ecs`. */
const scalableTarget: ResourceType = {
  create(properties, { call }) {
    const { RoleARN: _role, ...input } = inputOf<RegisterScalableTargetCommandInput>(properties);
    ask('registerScalableTarget', input, call);
    return `${input.ResourceId}|${input.ScalableDimension}|${input.ServiceNamespace}`;
  },
  remove(id, { call }) {
    ask('deregisterScalableTarget', targetOf(id), call);
    return true;
  },
};

/** Its physical id is its ARN, which names the target that it belongs to. */
const scalingPolicy: ResourceType = {
  create(properties, { call }) {
    const { ScalingTargetId: target, ...input } = inputOf<
      PutScalingPolicyCommandInput & { ScalingTargetId?: string }
    >(properties);
    const name = target === undefined ? {} : targetOf(target);
    return ask('putScalingPolicy', { ...input, ...name }, call).PolicyARN ?? '';
  },
  remove(id, { call }) {
    const [, ResourceId = '', PolicyName = ''] = /:resource\/ecs\/(.+):policyName\/(.+)$/.exec(id) ?? [];
    ask('deleteScalingPolicy', { ...targetOf(ResourceId), PolicyName }, call);
    return true;
  },
  attribute: (name, id) => (name === 'Arn' ? id : undefined),
};

/** Its physical id is its name. The group is brought to nothing first, and goes with its last instance. */
const group: ResourceType = {
  remove(name, { call, isFirst }) {
    const names = { AutoScalingGroupNames: [name] };
    const [found] = askGroups('describeAutoScalingGroups', names, call).AutoScalingGroups ?? [];
    if (!found) return true;
    const AutoScalingGroupName = name;
    if (isFirst) {
      const nothing = { MinSize: 0, MaxSize: 0, DesiredCapacity: 0 };
      askGroups('updateAutoScalingGroup', { AutoScalingGroupName, ...nothing }, call);
    }
    if (found.Instances?.length || found.Status !== undefined) return false;
    askGroups('deleteAutoScalingGroup', { AutoScalingGroupName }, call);
    return true;
  },
  tag(name, tags, call) {
    const about = { ResourceId: name, ResourceType: 'auto-scaling-group', PropagateAtLaunch: true };
    askGroups('createOrUpdateTags', { Tags: tags.map((tag) => ({ ...about, ...tag })) }, call);
  },
};

function targetOf(id: string): Target {
  const [ResourceId = '', dimension = 'ecs:service:DesiredCount'] = id.split('|');
  return { ResourceId, ScalableDimension: dimension as ScalableDimension, ServiceNamespace: 'ecs' };
}

export const scalingTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': scalableTarget,
  'AWS::ApplicationAutoScaling::ScalingPolicy': scalingPolicy,
  'AWS::AutoScaling::AutoScalingGroup': group,
};
