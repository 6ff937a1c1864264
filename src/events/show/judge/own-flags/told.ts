import { parseArn } from '../../../../aws/arn.ts';
import type { TriggerTarget } from '../../../found/trigger.ts';
import type { Place } from '../../../place.ts';
import type { TypedFlag } from './typed-flag.ts';

/**
 * The flags by which `on-stop` tells the target as it is told now; undefined for one that it cannot tell. All others whom
 * the rule tells go on being told.
 */
export function toldFlags({ arn, transformer }: TriggerTarget, place: Place): TypedFlag[] | undefined {
  const { service = '', region, account, resource = '' } = parseArn(arn) ?? {};
  if (region !== place.region || account !== place.account) return undefined;
  const name = resource.replace(/^(function|log-group):/, '').replace(/:\*$/, '');
  const isText = transformer !== undefined;
  switch (service) {
    case 'sns':
      return [['notify', `sns:${name}`], ...(isText ? [] : ([['format', 'json']] as const))];
    case 'sqs':
      return [['notify', `sqs:${name}`], ...(isText ? ([['format', 'text']] as const) : [])];
    case 'lambda':
    case 'logs':
      return [['notify', `${service}:${name}`]];
    default:
      return undefined;
  }
}
