import { nameOf, parseArn } from '../../../aws/arn.ts';
import { isFargate } from '../../../ecs/provider-name.ts';
import type { Tie } from '../../thing.ts';
import { familyOf } from '../ecs/service-ties.ts';
import { tiesTo } from '../ties-to.ts';
import { universalTies } from './universal-target.ts';

/** What a target of a rule and the target of a schedule have in common. */
export interface Target {
  readonly Arn?: string | undefined;
  readonly RoleArn?: string | undefined;
  readonly Input?: string | undefined;
  readonly EcsParameters?: EcsParameters | undefined;
}

interface EcsParameters {
  readonly TaskDefinitionArn?: string | undefined;
  readonly NetworkConfiguration?: { readonly awsvpcConfiguration?: Network | undefined } | undefined;
  readonly CapacityProviderStrategy?:
    | readonly { readonly capacityProvider?: string | undefined }[]
    | undefined;
}

interface Network {
  readonly Subnets?: readonly string[] | undefined;
  readonly SecurityGroups?: readonly string[] | undefined;
}

/** What a rule or a schedule is there for, by one of its targets, and the role with which it reaches it. */
export function targetTies(target: Target): Tie[] {
  const { Arn = '', RoleArn, EcsParameters } = target;
  const isUniversal = Arn.includes(':aws-sdk:');
  return [
    ...(isUniversal ? universalTies(target) : served(Arn)),
    ...(EcsParameters ? taskTies(EcsParameters) : []),
    ...tiesTo('role', [RoleArn], { bond: 'needs', how: 'reaches its target with' }),
  ];
}

/** Which things the ARNs of a service name, and what of the ARN is the id of one. */
const kindsOfTargets: Readonly<Record<string, readonly [kind: string, idOf: (arn: string) => string]>> = {
  ecs: ['cluster', nameOf],
  logs: ['log group', (arn) => arn.replace(/^.*:log-group:/, '').replace(/:\*$/, '')],
  lambda: ['lambda function', (arn) => arn],
  sqs: ['queue', (arn) => arn],
  sns: ['topic', (arn) => arn],
  states: ['state machine', (arn) => arn],
  kinesis: ['stream', (arn) => arn],
  firehose: ['delivery stream', (arn) => arn],
  events: ['event bus', (arn) => arn],
};

function served(arn: string): Tie[] {
  const service = parseArn(arn)?.service ?? 'unknown';
  const [kind, idOf] = kindsOfTargets[service] ?? [`${service} target`, (whole: string) => whole];
  const how = kind === 'cluster' ? 'starts tasks in' : 'sends to';
  return tiesTo(kind, [idOf(arn)], { bond: 'serves', how });
}

/** A revision that is named outright is only kept: it may be gone while the rule goes on for the family. */
function taskTies({
  TaskDefinitionArn = '',
  NetworkConfiguration,
  CapacityProviderStrategy = [],
}: EcsParameters): Tie[] {
  const { Subnets = [], SecurityGroups = [] } = NetworkConfiguration?.awsvpcConfiguration ?? {};
  const isRevision = /:\d+$/.test(TaskDefinitionArn);
  const providers = CapacityProviderStrategy.map(({ capacityProvider = '' }) => capacityProvider);
  const starts = { bond: 'refers to', how: 'starts tasks of' } as const;
  return [
    ...tiesTo('task definition family', [familyOf(TaskDefinitionArn)], { bond: 'serves', how: starts.how }),
    ...tiesTo('task definition', isRevision ? [TaskDefinitionArn] : [], starts),
    ...tiesTo('subnet', Subnets, { bond: 'refers to', how: 'starts tasks in' }),
    ...tiesTo('security group', SecurityGroups, { bond: 'refers to', how: 'starts tasks behind' }),
    ...tiesTo(
      'capacity provider',
      providers.filter((name) => !isFargate(name)),
      { bond: 'refers to', how: 'starts tasks on' },
    ),
  ];
}
