import type { FoundAccess, FoundRole } from '../found.ts';
import type { Check } from '../value.ts';
import { judgeTrust, trustOfTasks } from './trust.ts';

/** Who pulls: the execution role where the task definition names one, the instance's role elsewhere. */
export function judgeRoles(found: FoundAccess): Check[] {
  if (found.roles.length === 0) return [nobody(found)];
  return found.roles.flatMap((role) => judgeRole(found, role));
}

function nobody({ host, subject }: FoundAccess): Check {
  if (host.refused !== undefined) {
    return {
      subject: 'role',
      light: 'unknown',
      text: `the task definition names no execution role, and the caller may not ${host.refused} to see that of the instances`,
      next: `run this as somebody who may: ${host.refused}`,
    };
  }
  if (host.kind === 'instances' && host.instances === 0) {
    return {
      subject: 'role',
      light: 'unknown',
      text: `the task definition names no execution role, and no instance is in the cluster of ${subject} whose role could be looked at`,
      next: 'look again when an instance has joined the cluster: ecsctl capacity ls',
    };
  }
  if (host.kind === 'unsaid') {
    return {
      subject: 'role',
      light: 'unknown',
      text: 'the task definition names no execution role, so that the role of the instance pulls on which it runs',
      next: 'name a service that runs it: ecsctl ecr access check CLUSTER/SERVICE',
    };
  }
  const who =
    host.kind === 'instances'
      ? 'its instances have no instance profile'
      : 'there is no other role to pull by';
  return {
    subject: 'role',
    light: 'red',
    text: `the task definition names no execution role, and ${who}`,
    next: 'register a revision with executionRoleArn: aws ecs register-task-definition --cli-input-json file://task-definition.json',
  };
}

function judgeRole(found: FoundAccess, one: FoundRole): Check[] {
  const { role, name, purpose, arn } = one;
  const kind = `${purpose} role ${name}`;
  if ('refused' in role) {
    return [
      {
        subject: 'role',
        light: 'unknown',
        text: `whether the ${kind} is there and trusts ECS is not known: the caller may not ${role.refused}`,
        next: `have ${role.refused} allowed on ${arn}, and run this again`,
      },
    ];
  }
  if (role.value === undefined) {
    return [
      {
        subject: 'role',
        light: 'red',
        text: `there is no ${kind}`,
        next: `aws iam create-role --role-name ${name} --assume-role-policy-document '${trustOfTasks}'`,
      },
    ];
  }
  const there: Check = { subject: 'role', light: 'green', text: `the ${kind} pulls` };
  // An instance has its role already, whatever the role trusts by now.
  return purpose === 'instance' ? [there] : [there, judgeTrust(found, name, role.value)];
}
