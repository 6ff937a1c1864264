import type { TaskDefinition, TaskOverride } from '@aws-sdk/client-ecs';
import { invalidParameter } from './lookup.ts';

/** All that the overrides of a task say, as JSON. */
const LONGEST = 8192;

/**
 * Throws InvalidParameterException for overrides that are too long, or of a container that the task definition does
 * not have.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html
 */
export function checkOverrides(overrides: TaskOverride | undefined, definition: TaskDefinition): void {
  if (overrides === undefined) return;
  if (JSON.stringify(overrides).length > LONGEST) {
    throw invalidParameter(`Container Overrides length must be at most ${LONGEST}`);
  }
  const known = new Set(definition.containerDefinitions?.map(({ name }) => name));
  for (const { name } of overrides.containerOverrides ?? []) {
    if (known.has(name)) continue;
    throw invalidParameter(`Override for container named ${name} is not a container in the TaskDefinition.`);
  }
}
