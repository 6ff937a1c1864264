import type { Described } from '../../../ecs/describe-revision.ts';
import type { ApiCall } from '../../../plan/plan.ts';
import { call } from '../../kind.ts';

/**
 * The call that would register it again, under the family's next number: without what AWS says of a task definition and
 * does not take.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
export function registerAgain({ definition, tags }: Described): ApiCall {
  const {
    taskDefinitionArn: _arn,
    revision: _revision,
    status: _status,
    requiresAttributes: _attributes,
    compatibilities: _compatibilities,
    registeredAt: _registeredAt,
    registeredBy: _registeredBy,
    deregisteredAt: _deregisteredAt,
    deleteRequestedAt: _deleteRequestedAt,
    ...input
  } = definition;
  // Those of AWS itself, as CloudFormation puts on, are refused from anybody else.
  const own = tags.filter(({ key = '' }) => !key.startsWith('aws:'));
  return call('ecs', 'RegisterTaskDefinition', { ...input, ...(own.length > 0 && { tags: own }) });
}
