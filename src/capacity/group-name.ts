import { groupName } from '../ecs/provider-group.ts';
import { usage } from '../failure.ts';

/**
 * The name of an Auto Scaling group that may have been typed as an ARN.
 * @throws a usage failure for anything that cannot be one.
 */
export function readGroupName(text: string): string {
  const name = groupName(text);
  const isOther = text.startsWith('arn:') && !text.includes(':autoScalingGroupName/');
  if (name.trim() !== '' && !isOther && !/[:\p{C}]/u.test(name)) return name;
  throw usage(`"${text}" is no name of an Auto Scaling group`, 'write its name, or its ARN');
}
