import { type Cluster, DescribeClustersCommand, ECSClient } from '@aws-sdk/client-ecs';
import { nameOf, parseArn } from '../../../aws/arn.ts';
import { ask, type Told } from '../../../aws/ask.ts';
import type { Aws } from '../../../aws/aws.ts';
import { type Described, describeRevision } from '../../../ecs/describe-revision.ts';
import { readReference } from '../../../ecs/revision.ts';
import type { Trigger, TriggerTarget } from '../../found/trigger.ts';
import { rolesOf, taskAsks } from '../asks.ts';
import type { FoundRole, FoundRun } from '../found-road.ts';
import { readPolicyNames, readRole } from './roles.ts';

/** IAM actions of {@link readRun}, without those of roles. */
export const runReads = ['ecs:DescribeClusters', 'ecs:DescribeTaskDefinition'] as const;

/** The cluster, the task definition and its roles, of a target that starts tasks. */
export async function readRun(aws: Aws, trigger: Trigger, target: TriggerTarget): Promise<FoundRun> {
  const named = target.ecs?.TaskDefinitionArn ?? '';
  const { family, number } = readReference(named);
  const [cluster, definition, newest] = await Promise.all([
    readCluster(aws, target.arn),
    readDefinition(aws, named),
    number === undefined ? undefined : readDefinition(aws, family),
  ]);
  const described = 'value' in definition ? definition.value?.definition : undefined;
  const { taskRole, executionRole } = rolesOf(target, described);
  const { region = '' } = parseArn(trigger.arn) ?? {};
  const role = (arn: string | undefined, asks = taskAsks(trigger)): Promise<FoundRole> | undefined =>
    arn === undefined ? undefined : readRole(aws, arn, asks, region);
  const [task, execution, policies] = await Promise.all([
    role(taskRole),
    role(executionRole, []),
    taskRole === undefined ? undefined : readPolicyNames(aws, nameOf(taskRole)).catch(nothingThere),
  ]);
  const latest = newest && 'value' in newest ? newest.value?.definition.revision : undefined;
  return {
    cluster,
    definition: 'value' in definition ? { value: described } : definition,
    isTagged: 'value' in definition && (definition.value?.tags ?? []).length > 0,
    ...(latest !== undefined && latest !== described?.revision && { newest: latest }),
    ...(task && { taskRole: task }),
    ...(execution && { executionRole: execution }),
    ...(policies && { policies }),
  };
}

/** Of a role that is not there nothing is listed; that it is not there is told of the role. */
function nothingThere(error: Error): Told<readonly string[]> {
  if (error.name === 'NoSuchEntityException') return { value: [] };
  throw error;
}

function readCluster(aws: Aws, arn: string): Promise<Told<Cluster | undefined>> {
  return ask(async () => {
    const { clusters = [] } = await aws
      .client(ECSClient)
      .send(new DescribeClustersCommand({ clusters: [arn] }));
    return clusters[0];
  });
}

/** Of a family its newest ACTIVE revision. */
function readDefinition(aws: Aws, name: string): Promise<Told<Described | undefined>> {
  return ask(() => describeRevision(aws, name));
}
