import { type BusEvent, eventTime } from '../bus-event.ts';
import type { Json } from '../pattern/json.ts';
import { valueAt } from './json-path.ts';
import type { Variables } from './template.ts';

/** What every template may name without a path of its own. */
export const RESERVED: readonly string[] = [
  'aws.events.rule-arn',
  'aws.events.rule-name',
  'aws.events.event.ingestion-time',
  'aws.events.event',
  'aws.events.event.json',
];

/**
 * The variables of one event at one rule: AWS's own, and those that `paths` defines. `aws.events.event` is the event
 * without its detail, and with `detailType` in place of `detail-type`.
 */
export function variables(
  event: BusEvent,
  rule: { readonly arn: string; readonly name: string },
  now: Date,
  paths: Readonly<Record<string, string>>,
): Variables {
  const whole = event as unknown as Json;
  const { detail: _, 'detail-type': detailType, ...rest } = event;
  const reserved = new Map<string, Json>([
    ['aws.events.rule-arn', rule.arn],
    ['aws.events.rule-name', rule.name],
    ['aws.events.event.ingestion-time', eventTime(now)],
    ['aws.events.event', { ...rest, detailType }],
    ['aws.events.event.json', whole],
  ]);
  return (name) => reserved.get(name) ?? valueAt(paths[name] ?? '', whole);
}
