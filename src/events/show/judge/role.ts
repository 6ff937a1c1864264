import { parseArn } from '../../../aws/arn.ts';
import type { Trigger, TriggerTarget } from '../../found/trigger.ts';
import type { Ask, FoundRole, FoundTarget } from '../found-road.ts';
import type { Check } from '../value.ts';
import { makeAgain } from './again.ts';
import { judgeRights } from './rights.ts';
import { judgeTrust } from './trust.ts';
import { untold } from './untold.ts';

const subject = 'role' as const;

/** The role in which EventBridge calls the target: is it there, whom does it trust, may it do what that takes. */
export function judgeRole(trigger: Trigger, { target, run, role }: FoundTarget): Check[] {
  if (role) return judgeFound(trigger, target, role);
  if (run === undefined && trigger.engine === 'rule') return [];
  const next = trigger.isOurs ? makeAgain(trigger, target) : undefined;
  const text = 'the target names no role, and tasks are started in no other way';
  return [{ subject, light: 'red', text, ...(next !== undefined && { next }) }];
}

function judgeFound(trigger: Trigger, target: TriggerTarget, found: FoundRole): Check[] {
  const { role, name } = found;
  if ('refused' in role)
    return [untold(subject, `whether ${name} is there and trusts EventBridge`, role.refused)];
  const principal = principalOf(trigger);
  const mend = trigger.isOurs ? makeAgain(trigger, target) : undefined;
  if (role.value === undefined) {
    const trust = trustOf(principal, accountOf(trigger));
    const next = mend ?? `aws iam create-role --role-name ${name} --assume-role-policy-document '${trust}'`;
    return [{ subject, light: 'red', text: `there is no role ${name}`, next }];
  }
  const trust = trustOf(principal, accountOf(trigger));
  const actor = {
    ...{ subject, principal, keys: sourceKeys(trigger) },
    mend: mend ?? `aws iam update-assume-role-policy --role-name ${name} --policy-document '${trust}'`,
  } as const;
  return [judgeTrust(role.value, actor), ...judgeRights(found, subject, (ask) => mend ?? grant(name, ask))];
}

/** Who acts in the roles of rules, and in those of schedules. */
export function principalOf({ engine }: Trigger): string {
  return engine === 'rule' ? 'events.amazonaws.com' : 'scheduler.amazonaws.com';
}

export function accountOf({ arn }: Trigger): string {
  return parseArn(arn)?.account ?? '';
}

/**
 * What IAM is told of on whose behalf the service acts. Scheduler names the group of the schedule.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function sourceKeys(trigger: Trigger): Readonly<Record<string, string>> {
  const source = trigger.arn.replace(/:schedule\/([^/]+)\/.*$/, ':schedule-group/$1');
  return { 'aws:sourceaccount': accountOf(trigger), 'aws:sourcearn': source };
}

function trustOf(principal: string, account: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Effect: 'Allow', Principal: { Service: principal }, Action: 'sts:AssumeRole' },
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ],
  });
}

/** The command that gives a role of somebody else just what it lacks. */
function grant(name: string, { action, resource }: Ask): string {
  const policy = action.replace(':', '-').toLowerCase();
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
  });
  return `aws iam put-role-policy --role-name ${name} --policy-name ${policy} --policy-document '${document}'`;
}
