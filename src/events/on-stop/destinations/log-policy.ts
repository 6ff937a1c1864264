import { Failure } from '../../../failure.ts';
import { listOf } from '../../../iam-policy/document.ts';
import { statementBySid, withStatement } from '../../../iam-policy/statement-by-sid.ts';
import type { Step } from '../../../plan/plan.ts';
import { policyFor, type RuleName, statementId } from '../../admission/rule-statement.ts';
import { eventsCall } from '../../calls.ts';
import { markRecord } from '../../mark.ts';
import type { FoundLogGroup } from './log-group.ts';

/** IAM actions that log groups as destinations take. */
export const logActions = [
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:CreateLogGroup',
  'logs:TagResource',
  'logs:PutResourcePolicy',
] as const;

/** The one policy with the statements of all of ecsctl's rules, since a region has so few. */
export const logPolicyName = 'ecsctl-events';

/** Policies in a region, and characters of one. */
const mostPolicies = 10;
const longestPolicy = 5120;

/**
 * Makes the groups that are missing, and lets the rule write into all of them. Both services that AWS's own example lets
 * in are let in; a group's name may be any, if the policy names it. The rule is asked for only where the request tells
 * it, since AWS's example does not ask for it at CreateLogStream.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
 *
 * @throws Failure `refused` where the region has no room for the policy, or the policy none for the statement.
 */
export function admitToLogGroups(groups: readonly FoundLogGroup[], rule: RuleName): Step[] {
  return [...groups.filter(({ exists }) => !exists).map(creation), ...policyStep(groups, rule)];
}

function creation({ name, arn }: FoundLogGroup): Step {
  return {
    id: `log-group ${name}`,
    action: 'create',
    resource: { type: 'log group', id: name, arn },
    reason: 'there is none of that name',
    changes: [],
    after: [],
    call: eventsCall('logs', 'CreateLogGroup', { logGroupName: name, tags: markRecord('on-stop') }),
    goal: ['ResourceAlreadyExistsException'],
  };
}

function policyStep(groups: readonly FoundLogGroup[], rule: RuleName): Step[] {
  const policies = groups[0]?.policies;
  if (!policies) return [];
  const text = policies.find(({ policyName }) => policyName === logPolicyName)?.policyDocument;
  const old = policyFor(rule, text, 'CloudWatch Logs');
  const sid = statementId(rule.name);
  const granted = listOf(statementBySid(old, sid)?.Resource);
  const statement = {
    Sid: sid,
    Effect: 'Allow',
    Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: [...new Set([...granted, ...groups.map(({ arn }) => `${arn}:*`)])],
    Condition: { ArnEqualsIfExists: { 'aws:SourceArn': rule.arn } },
  };
  const merged = withStatement(old, statement);
  if (!merged) return [];
  const document = JSON.stringify(merged);
  if (text === undefined) checkRoom(policies.length);
  checkLength(document);
  const put = (policyDocument: string) =>
    eventsCall('logs', 'PutResourcePolicy', { policyName: logPolicyName, policyDocument });
  return [
    {
      id: 'log-policy',
      action: text === undefined ? 'create' : 'update',
      resource: { type: 'log resource policy', id: logPolicyName },
      reason: 'CloudWatch Logs takes what EventBridge writes only where a policy says so',
      changes: groups.map(({ name }) => ({ field: name, to: `rule ${rule.name} may logs:PutLogEvents` })),
      after: [],
      call: put(document),
      ...(text !== undefined && { undo: put(text) }),
    },
  ];
}

function checkRoom(count: number): void {
  if (count < mostPolicies) return;
  throw new Failure(
    'refused',
    `CloudWatch Logs has ${count} resource policies in the region, and takes no more`,
    {
      hint: 'merge some of them: aws logs describe-resource-policies',
    },
  );
}

function checkLength({ length }: string): void {
  if (length <= longestPolicy) return;
  throw new Failure(
    'refused',
    `the log resource policy ${logPolicyName} would have ${length} characters, and AWS takes ${longestPolicy}`,
    { hint: 'take away rules that are not needed any more: ecsctl events ls' },
  );
}
