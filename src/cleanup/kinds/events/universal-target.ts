import { nameOf } from '../../../aws/arn.ts';
import type { Tie } from '../../thing.ts';
import { familyOf } from '../ecs/service-ties.ts';
import { tiesTo } from '../ties-to.ts';
import type { Target } from './target-ties.ts';

/**
 * The ties of a schedule that calls an operation of AWS itself, `arn:aws:scheduler:::aws-sdk:ecs:updateService`. Its
 * input is the call's; those of ECS name the cluster, and the service that it scales, say, or the task it runs.
 */
export function universalTies({ Arn = '', Input }: Target): Tie[] {
  const [service = '', operation = ''] = Arn.split(':aws-sdk:')[1]?.split(':') ?? [];
  if (service !== 'ecs') {
    return tiesTo(`${service} operation`, [operation], { bond: 'serves', how: 'calls' });
  }
  const { cluster = 'default', service: name, taskdefinition } = textsIn(Input);
  const clusterName = nameOf(cluster);
  return [
    ...tiesTo('cluster', [clusterName], { bond: 'serves', how: 'calls ECS for' }),
    ...tiesTo('service', [name && `${clusterName}/${nameOf(name)}`], {
      bond: 'serves',
      how: 'calls ECS for',
    }),
    ...tiesTo('task definition family', [taskdefinition && familyOf(taskdefinition)], {
      bond: 'serves',
      how: 'starts tasks of',
    }),
  ];
}

/** The members of the input that are texts. Scheduler begins their names with capitals, whatever the service does. */
function textsIn(input = '{}'): Readonly<Record<string, string | undefined>> {
  const members = Object.entries(objectIn(input)).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(members.map(([name, value]) => [name.toLowerCase(), value]));
}

function objectIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
