import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { Reference } from '../../ecs/revision.ts';

/** `web:7`. */
export function definitionName({ family, revision }: TaskDefinition): string {
  return `${family}:${revision}`;
}

/** The ARN that a target names: of the revision, or of the family alone so that each new one is run. */
export function targetArn({ taskDefinitionArn = '' }: TaskDefinition, { number }: Reference): string {
  return number === undefined ? taskDefinitionArn.replace(/:\d+$/, '') : taskDefinitionArn;
}
