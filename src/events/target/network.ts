import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { NetworkConfiguration } from '@aws-sdk/client-eventbridge';
import { usage } from '../../failure.ts';
import { isSame } from '../same.ts';
import { definitionName } from './definition-name.ts';
import type { WantedTarget } from './wanted.ts';

/**
 * The network settings of the tasks: those that were named over those that the target has. A task definition of network
 * mode awsvpc needs them, and EventBridge takes a target without them all the same: it fails when it is to run.
 * @throws a usage failure for subnets that are missing, for settings that the network mode does not have, and for a
 * public address elsewhere than on Fargate.
 */
export function networkOf(
  wanted: WantedTarget,
  definition: TaskDefinition,
  isOnFargate: boolean,
  existing: NetworkConfiguration | undefined,
): NetworkConfiguration | undefined {
  if (definition.networkMode !== 'awsvpc') return refuseSettings(wanted, definition);
  const before = existing?.awsvpcConfiguration;
  const Subnets = sameAs(wanted.subnets, before?.Subnets);
  const SecurityGroups = sameAs(wanted.securityGroups, before?.SecurityGroups);
  if (!Subnets?.length)
    throw usage(
      `--subnets is missing: task definition ${definitionName(definition)} has network mode awsvpc`,
      'name the subnets in which its tasks run, as in --subnets subnet-0a1b2c3d,subnet-4e5f6a7b',
    );
  if (wanted.hasPublicIp && !isOnFargate)
    throw usage('--public-ip is for tasks on Fargate alone', 'leave it out, or add --launch-type FARGATE');
  const AssignPublicIp = wanted.hasPublicIp ? 'ENABLED' : isOnFargate ? before?.AssignPublicIp : undefined;
  return {
    awsvpcConfiguration: {
      Subnets,
      ...(SecurityGroups && { SecurityGroups }),
      ...(AssignPublicIp && { AssignPublicIp }),
    },
  };
}

function refuseSettings(wanted: WantedTarget, definition: TaskDefinition): undefined {
  const { subnets, securityGroups, hasPublicIp } = wanted;
  const flag = subnets
    ? '--subnets'
    : securityGroups
      ? '--security-groups'
      : hasPublicIp
        ? '--public-ip'
        : undefined;
  if (flag === undefined) return undefined;
  const mode = definition.networkMode ?? 'bridge';
  throw usage(
    `${flag} means nothing to task definition ${definitionName(definition)}, whose network mode is ${mode}`,
    'leave it out: its tasks use the network of their machine',
  );
}

/** Their order says nothing: of the same ones, those that are there stay as they are. */
function sameAs(wanted: readonly string[] | undefined, existing: string[] | undefined): string[] | undefined {
  if (!wanted) return existing;
  const isOld = isSame([...wanted].sort(), [...(existing ?? [])].sort());
  return isOld ? existing : [...wanted];
}
