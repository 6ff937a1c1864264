import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { Task } from '@aws-sdk/client-ecs';
import { nameOf } from '../../../aws/arn.ts';
import { isFargate } from '../../../ecs/provider-name.ts';
import type { Tie } from '../../thing.ts';
import { tiesTo } from '../ties-to.ts';
import { familyOf } from './service-ties.ts';

/** What a task of no service hangs on. Its security groups and its VPC are those of its interface, where it has one. */
export function taskTies(found: Task, own: NetworkInterface | undefined): Tie[] {
  const { clusterArn = '', taskDefinitionArn = '', capacityProviderName = '' } = found;
  const inside = { bond: 'within', how: 'runs in', blocks: true } as const;
  return [
    ...tiesTo('cluster', [nameOf(clusterArn)], { bond: 'lives in', how: 'runs in', blocks: true }),
    ...tiesTo('task definition', [taskDefinitionArn], { bond: 'needs', how: 'runs' }),
    ...tiesTo('task definition family', [familyOf(taskDefinitionArn)], { bond: 'needs', how: 'runs' }),
    ...tiesTo(
      'security group',
      (own?.Groups ?? []).map(({ GroupId }) => GroupId),
      { bond: 'needs', how: 'runs behind', blocks: true },
    ),
    ...tiesTo('capacity provider', isFargate(capacityProviderName) ? [] : [capacityProviderName], {
      bond: 'refers to',
      how: 'runs on',
      blocks: true,
    }),
    ...tiesTo('subnet', [detail(found, 'subnetId')], inside),
    ...tiesTo('vpc', [own?.VpcId], inside),
  ];
}

/** The id of the interface that a task in a VPC has, or an empty text. */
export function interfaceId(found: Task): string {
  return detail(found, 'networkInterfaceId') ?? '';
}

function detail({ attachments = [] }: Task, wanted: string): string | undefined {
  return attachments.flatMap(({ details = [] }) => details).find(({ name }) => name === wanted)?.value;
}
