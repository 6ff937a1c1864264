import { nameOf } from '../../../aws/arn.ts';
import { listed } from '../../../terminal/listed.ts';
import type { Trigger, TriggerTarget } from '../../found/trigger.ts';
import type { FoundRole, FoundRun } from '../found-road.ts';
import type { Check } from '../value.ts';
import { makeAgain } from './again.ts';
import { accountOf } from './role.ts';
import { judgeTrust } from './trust.ts';
import { untold } from './untold.ts';

const subject = 'task' as const;
const tasks = 'ecs-tasks.amazonaws.com';

/** What the task may do once it runs: its two roles, and for an uploaded object whether it may be read. */
export function judgeTask(trigger: Trigger, target: TriggerTarget, run: FoundRun): Check[] {
  const { taskRole, executionRole, definition } = run;
  if (!('value' in definition) || definition.value === undefined) return [];
  return [
    ...(executionRole ? roleProblems(trigger, target, executionRole, 'execution role') : []),
    ...(taskRole ? taskRoleChecks(trigger, target, run, taskRole) : [noRole(trigger, target)]),
  ];
}

function noRole(trigger: Trigger, target: TriggerTarget): Check {
  const text = 'the task definition names no task role: the task may call nothing of AWS';
  const reads = trigger.targets.length > 0 && readsObjects(trigger);
  return {
    subject,
    light: reads ? 'yellow' : 'green',
    text: reads ? `${text}, and so not read the object` : text,
    ...(reads && { next: register(target) }),
  };
}

function readsObjects({ pattern }: Trigger): boolean {
  return pattern?.includes('aws.s3') === true;
}

function register({ ecs }: TriggerTarget): string {
  return `register a revision of ${nameOf(ecs?.TaskDefinitionArn ?? '').split(':')[0]} with taskRoleArn`;
}

function taskRoleChecks(
  trigger: Trigger,
  target: TriggerTarget,
  { policies }: FoundRun,
  role: FoundRole,
): Check[] {
  const problems = roleProblems(trigger, target, role, 'task role');
  if (problems.some(({ light }) => light === 'red')) return problems;
  return [...problems, listedPolicies(role, policies), ...reading(trigger, target, role)];
}

function listedPolicies({ name }: FoundRole, policies: FoundRun['policies']): Check {
  if (policies && 'refused' in policies)
    return untold(subject, `which policies task role ${name} has`, policies.refused);
  const names = policies?.value ?? [];
  if (names.length === 0) {
    return {
      subject,
      light: 'green',
      text: `task role ${name} has no policies: the task may call nothing of AWS`,
    };
  }
  return {
    subject,
    light: 'green',
    text: `task role ${name} may do what ${listed(names)} ${names.length === 1 ? 'says' : 'say'}`,
  };
}

/** A bucket's own policy may let the task read what the role's do not: such a lack is not the end of the road. */
function reading(trigger: Trigger, target: TriggerTarget, { name, rights }: FoundRole): Check[] {
  if ('refused' in rights) return [untold(subject, `whether ${name} may read the object`, rights.refused)];
  return rights.value.map(({ ask, right }): Check => {
    if (right.decision === 'allowed') {
      return { subject, light: 'green', text: `it may ${ask.action} on ${ask.on}` };
    }
    if (right.decision === 'explicitDeny') {
      const policies = right.policies.join(', ') || 'a policy';
      const next = `aws iam list-role-policies --role-name ${name}`;
      return {
        subject,
        light: 'red',
        text: `it may not ${ask.action} on ${ask.on}: ${policies} denies it`,
        next,
      };
    }
    const text = `none of its policies lets it ${ask.action} on ${ask.on}; the bucket's own, which is not judged, may`;
    const next = trigger.isOurs
      ? makeAgain(trigger, target, '--task-policy FILE')
      : `aws iam put-role-policy --role-name ${name} --policy-name read-objects --policy-document file://policy.json`;
    return { subject, light: 'yellow', text, next };
  });
}

/** What keeps a task from taking on a role; ECS acts for a task of this account. */
function roleProblems(
  trigger: Trigger,
  { arn }: TriggerTarget,
  { role, name }: FoundRole,
  kind: string,
): Check[] {
  if ('refused' in role) return [untold(subject, `whether ${kind} ${name} is there`, role.refused)];
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: tasks }, Action: 'sts:AssumeRole' }],
  };
  const trust = JSON.stringify(document);
  if (role.value === undefined) {
    const next = `aws iam create-role --role-name ${name} --assume-role-policy-document '${trust}'`;
    return [{ subject, light: 'red', text: `there is no ${kind} ${name}, and no task starts`, next }];
  }
  const mend = `aws iam update-assume-role-policy --role-name ${name} --policy-document '${trust}'`;
  const account = accountOf(trigger);
  const source = arn.replace(/:cluster\/(.*)$/, ':task/$1/00000000000000000000000000000000');
  const keys = { 'aws:sourceaccount': account, 'aws:sourcearn': source };
  const check = judgeTrust(role.value, { subject, principal: tasks, keys, mend });
  // That a role of tasks is open to all of ECS is how AWS's own guides write it.
  return check.light === 'green' || check.light === 'yellow' ? [] : [check];
}
