import { AwsError } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { type Page, page, pageSize } from '../paging.ts';
import { invalid, notFound } from './errors.ts';
import type { EventBus, EventRule } from './state.ts';

/** The event bus of that name or ARN, `default` where none is named. Throws ResourceNotFoundException. */
export function findBus({ events }: Region, nameOrArn = 'default'): EventBus {
  const name = nameOrArn.split(':event-bus/').at(-1) ?? '';
  const bus = events.buses.get(name);
  if (bus) return bus;
  throw notFound(`Event bus ${name} does not exist.`);
}

export function busArn(region: Region, { name }: Pick<EventBus, 'name'>): string {
  return arn(region, 'events', `event-bus/${name}`);
}

/** A rule's ARN names its bus, unless that is the default one. */
export function ruleArn(region: Region, bus: EventBus, name: string): string {
  return arn(region, 'events', bus.name === 'default' ? `rule/${name}` : `rule/${bus.name}/${name}`);
}

/** The rule of that name on the bus. Throws ResourceNotFoundException. */
export function findRule(region: Region, name = '', busName?: string): EventRule {
  const bus = findBus(region, busName);
  const rule = bus.rules.get(name);
  if (rule) return rule;
  throw notFound(`Rule ${name} does not exist on EventBus ${bus.name}.`);
}

/** Throws ManagedRuleException for a rule that an AWS service looks after, unless the request forces it. */
export function refuseManaged({ name, managedBy }: EventRule, force = false): void {
  if (managedBy === undefined || force) return;
  throw new AwsError(
    'ManagedRuleException',
    `Rule ${name} is managed by ${managedBy} and cannot be modified.`,
  );
}

/** A page of a listing: Limit 1 to 100, 100 where it is not named. Throws ValidationException. */
export function listed<Item>(
  items: readonly Item[],
  { Limit, NextToken }: { Limit?: number | undefined; NextToken?: string | undefined },
): Page<Item> {
  const size = pageSize(Limit, { otherwise: 100, most: 100 }, invalid('Limit must be 1 to 100.'));
  return page(items, NextToken, size, invalid('Invalid NextToken.'));
}
