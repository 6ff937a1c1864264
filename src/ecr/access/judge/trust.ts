import type { Role } from '@aws-sdk/client-iam';
import { listOf, type Principal, readPolicy } from '../../../iam-policy/document.ts';
import { evaluate } from '../../../iam-policy/evaluate.ts';
import type { FoundAccess } from '../found.ts';
import type { Check } from '../value.ts';

const tasks = 'ecs-tasks.amazonaws.com';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html */
const statement = { Effect: 'Allow', Principal: { Service: tasks }, Action: 'sts:AssumeRole' };

export const trustOfTasks = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** Whether ECS may take on the role for a task of this account and region. */
export function judgeTrust(found: FoundAccess, name: string, role: Role): Check {
  const subject = 'trust' as const;
  const see = `aws iam get-role --role-name ${name} --query Role.AssumeRolePolicyDocument`;
  const document = readPolicy(role.AssumeRolePolicyDocument ?? '');
  if (!document)
    return { subject, light: 'unknown', text: `the trust policy of ${name} cannot be read`, next: see };
  const mended = JSON.stringify({ ...document, Statement: [...document.Statement, statement] });
  const mend = `aws iam update-assume-role-policy --role-name ${name} --policy-document '${mended}'`;
  const isMeant = (principal: Principal) =>
    typeof principal !== 'string' && listOf(principal.Service).includes(tasks);
  const keys = {
    'aws:sourceaccount': found.account,
    'aws:sourcearn': sourceArn(found),
  };
  const { decision, unknown } = evaluate(document.Statement, { action: 'sts:AssumeRole', isMeant, keys });
  switch (decision) {
    case 'allowed':
      return { subject, light: 'green', text: `${name} trusts ${tasks}` };
    case 'denied':
      return { subject, light: 'red', text: `the trust policy of ${name} denies ${tasks}`, next: see };
    case 'unknown':
      return {
        subject,
        light: 'unknown',
        text: `whether ${name} trusts ${tasks} hangs on ${unknown.join(' and ')}, which is not judged`,
        next: see,
      };
    case 'silent': {
      const spoken = document.Statement.some(
        ({ Principal }) => Principal !== undefined && isMeant(Principal),
      );
      const text = spoken
        ? `${name} trusts ${tasks} on conditions that tasks of account ${found.account} in ${found.region} do not meet`
        : `${name} does not trust ${tasks}, so that no task can take it on`;
      return { subject, light: 'red', text, next: spoken ? see : mend };
    }
  }
}

/**
 * A task's ARN, such as ECS sends it; AWS advises patterns of account and region alone.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
function sourceArn({ partition, region, account, subject }: FoundAccess): string {
  const [cluster, service] = subject.split('/');
  const where = service === undefined ? 'default' : cluster;
  return `arn:${partition}:ecs:${region}:${account}:task/${where}/00000000000000000000000000000000`;
}
