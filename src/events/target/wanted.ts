import { parseArn } from '../../aws/arn.ts';
import { clusterName } from '../../ecs/cluster-name.ts';
import { isName } from '../../ecs/name.ts';
import { type Reference, readReference } from '../../ecs/revision.ts';
import { parseStrategy, type Strategy } from '../../ecs/strategy.ts';
import { usage } from '../../failure.ts';
import type { FlagValues } from '../../verb/flags.ts';
import { readDeadLetters, type WantedDeadLetters } from '../dead-letters/wanted.ts';
import type { targetFlags } from './flags.ts';
import { readIds } from './ids.ts';
import { readTaskPolicy } from './task-policy.ts';

export type LaunchType = 'FARGATE' | 'EC2' | 'EXTERNAL';

/** The task that is to be run. What is absent stays as the existing target has it. */
export interface WantedTarget {
  readonly cluster: string;
  readonly taskDefinition: Reference;
  readonly container?: string;
  readonly environment: readonly Variable[];
  readonly launchType?: LaunchType;
  readonly strategy?: Strategy;
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
  readonly hasPublicIp: boolean;
  readonly count?: number;
  readonly propagatesTags: boolean;
  readonly deadLetters?: WantedDeadLetters;
  /** A policy document for the task role, as JSON. */
  readonly taskPolicy?: string;
}

export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** AWS takes so many of them in a target. */
const most = { strategy: 6, subnets: 16, securityGroups: 5 } as const;

/**
 * Reads the flags that say which task is run.
 * @throws a usage failure for what is missing, cannot be read, or contradicts itself.
 */
export function readTarget(name: string, flags: FlagValues<typeof targetFlags>): WantedTarget {
  const { launchType, container, count } = flags;
  const strategy = flags.strategy === undefined ? undefined : readStrategy(flags.strategy);
  if (launchType !== undefined && strategy)
    throw usage('--launch-type and --strategy exclude each other', 'leave one of them out');
  const subnets = readIds('--subnets', 'subnet', flags.subnets, most.subnets);
  const securityGroups = readIds('--security-groups', 'sg', flags.securityGroups, most.securityGroups);
  const deadLetters = readDeadLetters(name, flags);
  return {
    cluster: readCluster(flags.cluster),
    taskDefinition: readTaskDefinition(flags.taskDefinition),
    ...(container !== undefined && { container: readContainer(container) }),
    environment: readEnvironment(flags.env),
    ...(launchType !== undefined && { launchType: launchType as LaunchType }),
    ...(strategy && { strategy }),
    ...(subnets && { subnets }),
    ...(securityGroups && { securityGroups }),
    hasPublicIp: flags.publicIp,
    ...(count !== undefined && { count }),
    propagatesTags: flags.propagateTags,
    ...(deadLetters && { deadLetters }),
    ...(flags.taskPolicy !== undefined && { taskPolicy: readTaskPolicy(flags.taskPolicy) }),
  };
}

function readCluster(text: string | undefined): string {
  if (text !== undefined) return clusterName(text);
  throw usage('--cluster is missing', 'say in which cluster the task runs, as in --cluster prod');
}

function readTaskDefinition(text: string | undefined): Reference {
  const hint = 'write --task-definition FAMILY, whose newest revision is run, or FAMILY:REVISION';
  if (text === undefined) throw usage('--task-definition is missing', hint);
  const arn = parseArn(text);
  const isOne = !arn || (arn.service === 'ecs' && arn.resource.startsWith('task-definition/'));
  const reference = readReference(text);
  if (isOne && isName(reference.family) && reference.number !== 0) return reference;
  throw usage(`--task-definition "${text}" names no task definition`, hint);
}

function readContainer(text: string): string {
  if (isName(text)) return text;
  throw usage(`--container "${text}" is no name of a container`, 'write its name in the task definition');
}

function readStrategy(text: string): Strategy {
  const strategy = parseStrategy(text);
  if (strategy.length <= most.strategy) return strategy;
  throw usage(
    `--strategy "${text}" has ${strategy.length} items`,
    `EventBridge takes ${most.strategy} at the most`,
  );
}

function readEnvironment(pairs: FlagValues<typeof targetFlags>['env']): Variable[] {
  const names = pairs.map(({ key }) => key);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw usage(`--env names ${twice} twice`, 'leave one of them out');
  const angled = pairs.find(({ key, value }) => /[<>]/.test(`${key}${value}`));
  if (angled)
    throw usage(
      `--env ${angled.key}=${angled.value} has an angle bracket, by which EventBridge knows its own variables`,
      'put it into the task definition',
    );
  return pairs.map(({ key: name, value }) => ({ name, value }));
}
