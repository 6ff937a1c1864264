import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { isFreeToTake } from '../../ecs/provider-name.ts';
import { Failure } from '../../failure.ts';
import { groupOf } from '../found.ts';
import { checkLasting } from '../lasting-group.ts';
import type { WantedGroup } from './wanted.ts';

/** The capacity provider of a group: the one that there is, or the name for a new one. */
export interface GroupProvider {
  readonly name: string;
  readonly existing?: CapacityProvider;
}

/**
 * Finds the capacity provider that is to stand for the group. Without a name it is the one that the group has, so
 * that attaching it twice makes no second one; of a group that has none it is called as the group is.
 * @throws a `refused` failure where the name is another's, or where another one has the group.
 */
export function groupProvider(wanted: WantedGroup, providers: readonly CapacityProvider[]): GroupProvider {
  const ofGroup = providers.filter((one) => groupOf(one) === wanted.group);
  const name = wanted.name ?? nameFor(wanted, ofGroup);
  const existing = providers.find((one) => one.name === name);
  if (existing && groupOf(existing) !== wanted.group) throw takenName(existing, wanted);
  const rival = ofGroup.find((one) => one !== existing && isManaged(one));
  if (!existing && rival) throw managedElsewhere(rival, wanted);
  return { name, ...(existing && { existing }) };
}

function nameFor({ group }: WantedGroup, ofGroup: readonly CapacityProvider[]): string {
  if (ofGroup.length > 1) {
    const names = ofGroup.map(({ name }) => name).join(', ');
    throw new Failure('refused', `Auto Scaling group ${group} has several capacity providers: ${names}`, {
      hint: 'say with --name which one is meant',
    });
  }
  const name = ofGroup[0]?.name ?? group;
  if (isFreeToTake(name)) return name;
  throw new Failure('refused', `a capacity provider cannot be called ${name} as its group is`, {
    hint: 'add --name with letters, digits, underscores and hyphens that begins with none of aws, ecs and fargate',
  });
}

function takenName(existing: CapacityProvider, { group, name }: WantedGroup): Failure {
  const of = groupOf(existing);
  const whose = of === undefined ? 'not of an Auto Scaling group' : `of Auto Scaling group ${of}`;
  return new Failure(
    'refused',
    `there is a capacity provider ${existing.name} already, ${whose} and not of ${group}`,
    {
      hint: `add ${name === undefined ? '--name' : 'another --name'} for the one of ${group}; a provider keeps its group`,
    },
  );
}

/** An Auto Scaling group is scaled for one capacity provider at a time. */
function managedElsewhere({ name }: CapacityProvider, { group }: WantedGroup): Failure {
  return new Failure(
    'refused',
    `ECS scales Auto Scaling group ${group} for capacity provider ${name} already`,
    {
      hint: `attach that one: leave --name out, or write --name ${name}`,
    },
  );
}

function isManaged({ autoScalingGroupProvider }: CapacityProvider): boolean {
  return autoScalingGroupProvider?.managedScaling?.status === 'ENABLED';
}

/**
 * Holds that ECS can scale the group.
 * @throws a `refused` failure naming what it does not take, and the way out.
 */
export function checkGroup(group: AutoScalingGroup): void {
  const { AutoScalingGroupName: name = '', MaxSize = 0, MixedInstancesPolicy } = group;
  checkLasting(group);
  if (MaxSize === 0) {
    throw new Failure('refused', `Auto Scaling group ${name} may have no instance at all: its maximum is 0`, {
      hint: `raise it: aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${name} --max-size N`,
    });
  }
  const { Overrides = [] } = MixedInstancesPolicy?.LaunchTemplate ?? {};
  if (Overrides.some(({ WeightedCapacity }) => WeightedCapacity !== undefined)) {
    throw new Failure(
      'refused',
      `Auto Scaling group ${name} weighs its instance types, which ECS does not take`,
      {
        hint: 'take the weights out of its mixed instances policy, or use a group without them',
      },
    );
  }
}
