import { clusterName } from '../../ecs/cluster-name.ts';
import { isFreeToTake } from '../../ecs/provider-name.ts';
import type { Strategy } from '../../ecs/strategy.ts';
import { usage } from '../../failure.ts';
import { readDefault } from '../attach/wanted.ts';
import { readList } from './list.ts';
import { parseRange, type Range } from './range.ts';
import { type NamedRole, readProfileName, readRoleName } from './role-name.ts';
import { readScaleInAfter } from './scale-in-after.ts';

/** A capacity provider of managed instances as it is to be; what is left out stays as it is, or as AWS has it. */
export interface WantedManaged {
  readonly cluster: string;
  readonly name: string;
  readonly infrastructureRole?: NamedRole;
  readonly instanceProfile?: NamedRole;
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
  /** vCPUs of an instance. */
  readonly vcpu?: Range;
  /** MiB of an instance. */
  readonly memory?: Range;
  /** Names of instance types, in which an asterisk stands for anything. */
  readonly instanceTypes?: readonly string[];
  readonly exclude?: readonly string[];
  readonly arch?: Architecture;
  readonly spot?: true;
  /** GiB of the instances' data volume. */
  readonly storage?: number;
  readonly monitoring?: 'BASIC' | 'DETAILED';
  /** Seconds; -1 for never. */
  readonly scaleInAfter?: number;
  readonly propagateTags?: boolean;
  /** The default strategy from then on, empty for none; as it is where this is left out. */
  readonly strategy?: Strategy;
}

export type Architecture = 'x86_64' | 'arm64';

/** What the flags of the verb hold. */
export interface ManagedFlags {
  readonly name: string | undefined;
  readonly infrastructureRole: string | undefined;
  readonly instanceProfile: string | undefined;
  readonly subnets: string | undefined;
  readonly securityGroups: string | undefined;
  readonly vcpu: string | undefined;
  readonly memory: string | undefined;
  readonly instanceTypes: string | undefined;
  readonly exclude: string | undefined;
  readonly arch: string | undefined;
  readonly spot: boolean;
  readonly storage: number | undefined;
  readonly monitoring: string | undefined;
  readonly scaleInAfter: string | undefined;
  readonly propagateTags: boolean;
  readonly noPropagateTags: boolean;
  readonly default: string | undefined;
}

/** How a name of what a flag lists looks. */
const shapes = {
  '--subnets': /^subnet-[0-9a-z]+$/,
  '--security-groups': /^sg-[0-9a-z]+$/,
  '--instance-types': /^(?=.*[a-z])[a-z0-9*.-]{1,30}$/,
  '--exclude': /^(?=.*[a-z])[a-z0-9*.-]{1,30}$/,
} as const;

/**
 * What was typed, as what is wanted.
 * @throws a usage failure for what cannot be read or contradicts itself.
 */
export function readManaged(cluster: string, flags: ManagedFlags): WantedManaged {
  const { propagateTags, noPropagateTags, instanceTypes, exclude } = flags;
  if (propagateTags && noPropagateTags) {
    throw usage('--propagate-tags and --no-propagate-tags exclude each other', 'write one of them');
  }
  if (instanceTypes !== undefined && exclude !== undefined) {
    throw usage('--instance-types and --exclude exclude each other', 'name what may be, or what may not');
  }
  const given = {
    infrastructureRole: read(flags.infrastructureRole, readRoleName),
    instanceProfile: read(flags.instanceProfile, readProfileName),
    subnets: list(flags.subnets, '--subnets'),
    securityGroups: list(flags.securityGroups, '--security-groups'),
    vcpu: read(flags.vcpu, (text) => parseRange(text, '--vcpu')),
    memory: read(flags.memory, (text) => parseRange(text, '--memory')),
    instanceTypes: list(instanceTypes, '--instance-types'),
    exclude: list(exclude, '--exclude'),
    arch: flags.arch,
    spot: flags.spot || undefined,
    storage: flags.storage,
    monitoring: flags.monitoring?.toUpperCase(),
    scaleInAfter: read(flags.scaleInAfter, readScaleInAfter),
    propagateTags: propagateTags || noPropagateTags ? propagateTags : undefined,
    strategy: read(flags.default, readDefault),
  };
  return {
    cluster: clusterName(cluster),
    name: readName(flags.name),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

function readName(name: string | undefined): string {
  if (name === undefined) {
    throw usage('the capacity provider has no name', 'add --name with the one that it has, or is to have');
  }
  if (isFreeToTake(name)) return name;
  throw usage(
    `--name "${name}" cannot be the name of a capacity provider`,
    'write letters, digits, underscores and hyphens, and begin with none of aws, ecs and fargate',
  );
}

function read<Value>(text: string | undefined, parse: (text: string) => Value): Value | undefined {
  return text === undefined ? undefined : parse(text);
}

function list(text: string | undefined, flag: keyof typeof shapes): readonly string[] | undefined {
  return read(text, (given) => readList(given, flag, shapes[flag]));
}
