import type {
  CreateAutoScalingGroupCommandInput,
  CreateAutoScalingGroupCommandOutput,
  SetDesiredCapacityCommandInput,
  SetDesiredCapacityCommandOutput,
  UpdateAutoScalingGroupCommandInput,
  UpdateAutoScalingGroupCommandOutput,
} from '@aws-sdk/client-auto-scaling';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { isCoolingDown } from './cooldown.ts';
import { findLastingGroup, invalid } from './lookup.ts';
import { changed, newSettings } from './settings.ts';
import type { Group } from './state.ts';
import { tagged } from './tags.ts';

const LONGEST_NAME = 255;

/** Makes the group, empty: its instances are launched with the next ticks. */
export function CreateAutoScalingGroup(
  input: CreateAutoScalingGroupCommandInput,
  { region, now }: Call,
): Answer<CreateAutoScalingGroupCommandOutput> {
  const { AutoScalingGroupName: name = '', MinSize: least = 0, MaxSize: most = 0 } = input;
  if (name === '' || name.length > LONGEST_NAME || name.includes(':')) throw invalid(`Invalid name: ${name}`);
  const { groups } = region.autoScaling;
  if (groups.has(name)) {
    throw new AwsError(
      'AlreadyExistsFault',
      `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
    );
  }
  const group: Group = {
    name,
    arn: arn(region, 'autoscaling', `autoScalingGroup:${region.ids.uuid()}:autoScalingGroupName/${name}`),
    createdAt: now,
    settings: newSettings(input, region),
    minSize: least,
    maxSize: most,
    desiredCapacity: input.DesiredCapacity ?? least,
    isDeleting: false,
    instances: [],
    tags: new Map((input.Tags ?? []).map((tag) => [tag.Key ?? '', tagged(name, tag)])),
    activities: [],
  };
  checkSizes(group);
  groups.set(name, group);
  return {};
}

/** Changes what the request names. The desired capacity follows the bounds that it would otherwise break. */
export function UpdateAutoScalingGroup(
  input: UpdateAutoScalingGroupCommandInput,
  { region }: Call,
): Answer<UpdateAutoScalingGroupCommandOutput> {
  const group = findLastingGroup(region, input.AutoScalingGroupName);
  const minSize = input.MinSize ?? group.minSize;
  const maxSize = input.MaxSize ?? group.maxSize;
  const desiredCapacity =
    input.DesiredCapacity ?? Math.min(Math.max(group.desiredCapacity, minSize), maxSize);
  checkSizes({ minSize, maxSize, desiredCapacity });
  group.settings = changed(group.settings, input, region);
  Object.assign(group, { minSize, maxSize, desiredCapacity });
  return {};
}

export function SetDesiredCapacity(
  input: SetDesiredCapacityCommandInput,
  { region, now }: Call,
): Answer<SetDesiredCapacityCommandOutput> {
  const { DesiredCapacity: wanted = 0, HonorCooldown: honors = false } = input;
  const group = findLastingGroup(region, input.AutoScalingGroupName);
  const { minSize, maxSize } = group;
  if (wanted > maxSize) throw outOfBounds(wanted, `above max value ${maxSize}`);
  if (wanted < minSize) throw outOfBounds(wanted, `below min value ${minSize}`);
  if (honors && isCoolingDown(group, now.getTime())) {
    const reason = 'A scaling activity is in progress, or the cooldown period has not passed.';
    throw new AwsError('ScalingActivityInProgressFault', reason);
  }
  group.desiredCapacity = wanted;
  return {};
}

function checkSizes({
  minSize,
  maxSize,
  desiredCapacity,
}: Pick<Group, 'minSize' | 'maxSize' | 'desiredCapacity'>) {
  if (minSize < 0 || maxSize < 0) throw invalid('Sizes must not be negative.');
  if (minSize > maxSize) {
    throw invalid(`Max bound, ${maxSize}, must be greater than or equal to min bound, ${minSize}`);
  }
  if (desiredCapacity < minSize || desiredCapacity > maxSize) {
    throw invalid(
      `Desired capacity:${desiredCapacity} must be between the specified min size:${minSize} and max size:${maxSize}`,
    );
  }
}

function outOfBounds(wanted: number, how: string): AwsError {
  return invalid(`New SetDesiredCapacity value ${wanted} is ${how} for the AutoScalingGroup.`);
}
