import type { Target } from '@aws-sdk/client-eventbridge';
import { parseArn } from '../../aws/arn.ts';
import { type PolicyDocument, readPolicy } from '../../iam-policy/document.ts';
import { statementBySid } from '../../iam-policy/statement-by-sid.ts';
import type { ApiCall, Kept, Resource, Step } from '../../plan/plan.ts';
import { isForAnother, sourceOf, statementId } from '../admission/rule-statement.ts';
import { eventsCall } from '../calls.ts';
import { logPolicyName } from '../on-stop/destinations/log-policy.ts';
import { taskPolicyName } from '../role/names.ts';
import type { FoundParts, FoundResource } from './found-parts.ts';
import type { Part } from './part.ts';
import { policyRemoval } from './role.ts';

/** Takes away again what was put into the policies of others for the rule's sake: each statement by its Sid. */
export function statementSteps(found: FoundParts, staying: readonly Target[]): Part {
  const { name, region, resources, taskPolicies, untoldFamilies, rule } = found;
  const isTold = (arn: string) =>
    staying.some(({ Arn, DeadLetterConfig }) => Arn === arn || DeadLetterConfig?.Arn === arn);
  const leaving = resources.filter(({ arn }) => !isTold(arn));
  // Several log groups share one policy, in which the rule has one statement.
  const logs = leaving.find(({ service }) => service === 'logs');
  const own = [...leaving.filter(({ service }) => service !== 'logs'), ...(logs ? [logs] : [])];
  const parts = own.map((one) => statementPart(one, name, rule?.rule.Arn ?? ''));
  return {
    steps: [
      ...parts.flatMap(({ steps }) => steps),
      ...taskPolicies.map(({ role, policy, document }) =>
        policyRemoval(role, undefined, policy, document, []),
      ),
    ],
    kept: [
      ...parts.flatMap(({ kept }) => kept),
      ...untoldFamilies.map((family) => ({
        resource: { type: 'inline policy', id: taskPolicyName(name, { region }), region },
        reason: `if --task-policy was used, it is still in the task role of family ${family}, of which no revision tells that role`,
      })),
    ],
  };
}

const types: Readonly<Record<FoundResource['service'], string>> = {
  sns: 'topic policy',
  sqs: 'queue policy',
  lambda: 'function permission',
  logs: 'log resource policy',
};

function statementPart(one: FoundResource, name: string, ruleArn: string): Part {
  const { service, arn, policy } = one;
  const sid = statementId(name);
  const id = service === 'logs' ? logPolicyName : one.name;
  const resource: Resource = { type: types[service], id, ...(service !== 'logs' && { arn }) };
  if (policy === undefined) return { steps: [], kept: [] };
  const document = readPolicy(policy);
  if (!document) return { steps: [], kept: [{ resource, reason: 'it cannot be read' }] satisfies Kept[] };
  const statement = statementBySid(document, sid);
  if (!statement || isForAnother(statement, ruleArn)) return { steps: [], kept: [] };
  const rest = { ...document, Statement: document.Statement.filter((other) => other !== statement) };
  const step: Step = {
    id: `statement ${service} ${one.name}`,
    action: rest.Statement.length > 0 || service === 'sns' ? 'update' : 'delete',
    verb: 'take a statement out of',
    resource,
    reason: 'the rule is to be let in no longer',
    changes: [{ field: 'statement', from: sid }],
    after: [],
    call: without(one, rest, sid),
    undo: before(one, policy, statement),
  };
  return { steps: [step], kept: [] };
}

function without(one: FoundResource, rest: PolicyDocument, sid: string): ApiCall {
  const { service, arn, url } = one;
  const isEmpty = rest.Statement.length === 0;
  const text = JSON.stringify(rest);
  switch (service) {
    case 'sns':
      return eventsCall('sns', 'SetTopicAttributes', {
        ...{ TopicArn: arn, AttributeName: 'Policy' },
        AttributeValue: isEmpty ? JSON.stringify(ownersOnly(arn)) : text,
      });
    case 'sqs':
      return eventsCall('sqs', 'SetQueueAttributes', {
        QueueUrl: url,
        Attributes: { Policy: isEmpty ? '' : text },
      });
    case 'lambda':
      return eventsCall('lambda', 'RemovePermission', { FunctionName: arn, StatementId: sid });
    case 'logs':
      return isEmpty
        ? eventsCall('logs', 'DeleteResourcePolicy', { policyName: logPolicyName })
        : eventsCall('logs', 'PutResourcePolicy', { policyName: logPolicyName, policyDocument: text });
  }
}

/**
 * A topic has a policy always, and SNS takes none without a statement. What the account's own policies allow it lets its
 * owner do in any case.
 */
function ownersOnly(topicArn: string): PolicyDocument {
  const { partition = 'aws', account = '' } = parseArn(topicArn) ?? {};
  const owner = {
    Sid: 'owner',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: 'sns:Publish',
    Resource: topicArn,
  };
  return { Version: '2012-10-17', Statement: [owner] };
}

/** The call that puts back what there was. */
function before(
  { service, arn, url }: FoundResource,
  policy: string,
  statement: PolicyDocument['Statement'][number],
): ApiCall {
  switch (service) {
    case 'sns':
      return eventsCall('sns', 'SetTopicAttributes', {
        ...{ TopicArn: arn, AttributeName: 'Policy', AttributeValue: policy },
      });
    case 'sqs':
      return eventsCall('sqs', 'SetQueueAttributes', { QueueUrl: url, Attributes: { Policy: policy } });
    case 'lambda': {
      const source = sourceOf(statement);
      return eventsCall('lambda', 'AddPermission', {
        ...{ FunctionName: arn, StatementId: statement.Sid, Action: 'lambda:InvokeFunction' },
        Principal: 'events.amazonaws.com',
        ...(source !== undefined && { SourceArn: source }),
      });
    }
    case 'logs':
      return eventsCall('logs', 'PutResourcePolicy', { policyName: logPolicyName, policyDocument: policy });
  }
}
