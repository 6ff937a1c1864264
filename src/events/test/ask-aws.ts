import { EventBridgeClient, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import type { Aws } from '../../aws/aws.ts';
import type { Json } from '../../plan/plan.ts';
import { isMembers, type Members } from '../members.ts';
import type { PatternField } from '../pattern/fields.ts';
import type { Mismatch } from './value.ts';

/** IAM actions of what is here. */
export const testReads = ['events:TestEventPattern'] as const;

/** Whether the event matches the pattern: AWS itself says it. */
export async function matches(aws: Aws, pattern: Members, event: Members): Promise<boolean> {
  const { Result = false } = await aws.client(EventBridgeClient).send(
    new TestEventPatternCommand({
      EventPattern: JSON.stringify(pattern),
      Event: JSON.stringify(event),
    }),
  );
  return Result;
}

/**
 * The first field of a pattern that an event does not match, found by asking AWS of each field alone, in the pattern's own
 * order. Fields within an array of objects have to match in one and the same of them, so that each may match alone and
 * all together not.
 */
export async function firstMismatch(
  aws: Aws,
  fields: readonly PatternField[],
  event: Members,
): Promise<Mismatch> {
  for (const { path, values } of fields) {
    if (await matches(aws, patternOf(path, values), event)) continue;
    const found = valueAt(event, path);
    return {
      field: path.join('.'),
      wanted: values as Json,
      ...(found !== undefined && { found: found as Json }),
    };
  }
  return {};
}

/** A pattern with one field. */
export function patternOf(path: readonly string[], values: readonly unknown[]): Members {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? values : patternOf(rest, values) };
}

/** What an event has at a path; of the objects in an array all that they have there. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (Array.isArray(value)) {
    const all = value.map((one) => valueAt(one, path)).filter((one) => one !== undefined);
    return all.length > 0 ? all : undefined;
  }
  return isMembers(value) && Object.hasOwn(value, first) ? valueAt(value[first], rest) : undefined;
}
