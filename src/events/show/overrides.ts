import { withStandIns } from '../event/stand-ins.ts';
import type { TriggerTarget } from '../found/trigger.ts';
import { isMembers, membersIn } from '../members.ts';

/** What a target's input says of the task, as far as it is known before an event is there. */
export interface KnownOverrides {
  /** Names of the containers that are overridden. */
  readonly containers: readonly string[];
  readonly taskRoleArn?: string;
  readonly executionRoleArn?: string;
}

/**
 * The overrides in a target's constant input, or in its template with each variable standing for itself; undefined for
 * a text that is no JSON object. A target without an input of its own gets the event, which overrides nothing.
 */
export function knownOverrides({ input, transformer }: TriggerTarget): KnownOverrides | undefined {
  const text = input ?? (transformer && withStandIns(transformer.template, (name) => `<${name}>`)) ?? '{}';
  const value = membersIn(text);
  if (!value) return undefined;
  const { containerOverrides, taskRoleArn, executionRoleArn } = value;
  const list = Array.isArray(containerOverrides) ? containerOverrides : [];
  return {
    containers: list.flatMap((one) => (isMembers(one) && typeof one.name === 'string' ? [one.name] : [])),
    ...(typeof taskRoleArn === 'string' && { taskRoleArn }),
    ...(typeof executionRoleArn === 'string' && { executionRoleArn }),
  };
}
