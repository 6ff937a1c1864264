import type {
  DeleteTaskDefinitionsCommandInput,
  DeleteTaskDefinitionsCommandOutput,
  DeregisterTaskDefinitionCommandInput,
  DeregisterTaskDefinitionCommandOutput,
  Failure,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { invalidParameter, lastPart, taskDefinitionOf } from './lookup.ts';

const MOST = 10;
const UNKNOWN =
  'The specified task definition does not exist. Specify a valid account, family, revision and try again.';
const INVALID =
  'The specified task definition identifier is invalid. Specify a valid name or ARN and try again.';
const STILL_ACTIVE =
  'The specified task definition is still in ACTIVE status. Please deregister the target and try again.';
const LEAVING = 'The specified task definition is already in DELETE_IN_PROGRESS status.';

/** Makes a revision INACTIVE: what runs from it goes on, and nothing new can be started from it. */
export function DeregisterTaskDefinition(
  input: DeregisterTaskDefinitionCommandInput,
  { region, now }: Call,
): Answer<DeregisterTaskDefinitionCommandOutput> {
  const name = input.taskDefinition ?? '';
  if (!hasRevision(name)) throw new AwsError('ClientException', 'Revision is missing.');
  const taskDefinition = taskDefinitionOf(region, name);
  if (!taskDefinition) throw new AwsError('ClientException', UNKNOWN);
  if (taskDefinition.status === 'DELETE_IN_PROGRESS') throw new AwsError('ClientException', LEAVING);
  if (taskDefinition.status === 'ACTIVE') region.ecs.taskDefinitions.deactivate(taskDefinition, now);
  return { taskDefinition };
}

/**
 * Begins the deletion of up to ten INACTIVE revisions. What cannot be deleted comes back in `failures`, and the answer
 * is a success all the same.
 */
export function DeleteTaskDefinitions(
  input: DeleteTaskDefinitionsCommandInput,
  { region, now }: Call,
): Answer<DeleteTaskDefinitionsCommandOutput> {
  const names = input.taskDefinitions ?? [];
  if (names.length === 0) throw invalidParameter('Task definitions cannot be empty.');
  if (names.length > MOST) throw invalidParameter(`Task definitions cannot have more than ${MOST} elements.`);
  const taskDefinitions: TaskDefinition[] = [];
  const failures: Failure[] = [];
  for (const name of names) {
    const definition = hasRevision(name) ? taskDefinitionOf(region, name) : undefined;
    const reason = hasRevision(name) ? whyNot(definition) : INVALID;
    if (reason) failures.push({ arn: definition?.taskDefinitionArn ?? name, reason });
    else if (definition) {
      region.ecs.taskDefinitions.beginDeletion(definition, now);
      taskDefinitions.push(definition);
    }
  }
  return { taskDefinitions, failures };
}

function whyNot(definition: TaskDefinition | undefined): string | undefined {
  if (!definition) return UNKNOWN;
  if (definition.status === 'ACTIVE') return STILL_ACTIVE;
  return definition.status === 'DELETE_IN_PROGRESS' ? LEAVING : undefined;
}

/** Whether the name or ARN is that of one revision, and not of a family. */
function hasRevision(name: string): boolean {
  return /:\d+$/.test(lastPart(name));
}
