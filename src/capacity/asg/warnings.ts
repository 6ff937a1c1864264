import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { counted } from '../../terminal/number.ts';
import { isStaying } from '../attach/protection.ts';
import { type Bounds, boundsOf } from './bounds-step.ts';
import { cpuPolicyOf } from './cpu-policy.ts';
import type { FoundGroupScaling } from './read.ts';
import type { WantedGroupScaling } from './wanted.ts';

/** What one should know of the group before saying yes. */
export function warningsOf(wanted: WantedGroupScaling, found: FoundGroupScaling, bounds: Bounds): string[] {
  const { group } = found;
  const ends = shrinking(bounds, boundsOf(group));
  if (typeof wanted.cpu !== 'number') return ends;
  return [
    ...managed(found),
    ...ends,
    ...fixed(group, bounds),
    ...(takesAway(wanted, found) ? protectedInstances(group) : []),
    ...suspended(group),
  ];
}

/** The reservation of a provider counts tasks that wait; the CPU of machines falls when tasks find no place on them. */
function managed({
  group: { AutoScalingGroupName: group },
  managers,
  clusters,
}: FoundGroupScaling): string[] {
  return managers.flatMap(({ name = '', autoScalingGroupProvider: provider }) => {
    const of = clusters.filter(({ capacityProviders = [] }) => capacityProviders.includes(name));
    const names = of.flatMap(({ clusterName }) => clusterName ?? []);
    const where = names.length === 0 ? '' : ` in cluster ${names.join(', ')}`;
    const isProtecting = provider?.managedTerminationProtection === 'ENABLED';
    const off = `managedScaling={status=DISABLED}${isProtecting ? ',managedTerminationProtection=DISABLED' : ''}`;
    return [
      `ECS scales group ${group} already, for capacity provider ${name}${where}: with this policy two set one desired ` +
        'capacity and undo what the other does, and the CPU of machines says nothing of tasks that find no place; AWS ' +
        'advises against it',
      `to have room before tasks wait, lower the provider's target instead: ` +
        `ecsctl capacity attach ${names[0] ?? 'CLUSTER'} --asg ${group} --name ${name} --target 80`,
      `to have the CPU alone decide, take ECS off it: aws ecs update-capacity-provider --name ${name} ` +
        `--auto-scaling-group-provider ${off}`,
    ];
  });
}

function shrinking({ desired }: Bounds, before: Bounds): string[] {
  const fewer = before.desired - desired;
  if (fewer <= 0) return [];
  return [
    `the desired capacity goes from ${before.desired} to ${desired}: ${counted(fewer, 'instance')} ` +
      `${fewer === 1 ? 'ends' : 'end'}, and the tasks on ${fewer === 1 ? 'it' : 'them'}`,
  ];
}

function fixed({ AutoScalingGroupName }: AutoScalingGroup, { min, max }: Bounds): string[] {
  if (min !== max) return [];
  return [`group ${AutoScalingGroupName} has min = max = ${max} and cannot scale: give it room with --max N`];
}

function takesAway({ scaleIn }: WantedGroupScaling, found: FoundGroupScaling): boolean {
  return scaleIn ?? !cpuPolicyOf(found)?.TargetTrackingConfiguration?.DisableScaleIn;
}

function protectedInstances(group: AutoScalingGroup): string[] {
  const staying = (group.Instances ?? []).filter(isStaying);
  const guarded = staying.filter(({ ProtectedFromScaleIn }) => ProtectedFromScaleIn).length;
  const protectsNew = group.NewInstancesProtectedFromScaleIn ?? false;
  if (guarded === 0 && !protectsNew) return [];
  const now = guarded === 0 ? [] : [`${guarded} of ${counted(staying.length, 'instance')}`];
  const who = [...now, ...(protectsNew ? ['new ones'] : [])].join(' and ');
  return [
    `${who} ${guarded === 1 && !protectsNew ? 'is' : 'are'} protected from scale-in, and what is protected the policy ` +
      'never takes away: it only adds',
  ];
}

const withoutProcess: Readonly<Record<string, string>> = {
  AlarmNotification: 'the policy does nothing',
  Launch: 'no instance is added',
  Terminate: 'no instance is taken away',
};

function suspended({ AutoScalingGroupName: group, SuspendedProcesses = [] }: AutoScalingGroup): string[] {
  return SuspendedProcesses.flatMap(({ ProcessName = '' }) => {
    const what = withoutProcess[ProcessName];
    if (!what) return [];
    const resume = `aws autoscaling resume-processes --auto-scaling-group-name ${group} --scaling-processes ${ProcessName}`;
    return [`process ${ProcessName} of group ${group} is suspended: ${what} until it goes on (${resume})`];
  });
}
