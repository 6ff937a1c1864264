import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { nearest } from '../../aws/nearest.ts';
import { usage } from '../../failure.ts';
import { definitionName } from './definition-name.ts';

/**
 * The container that is told what to do: the one that was named, or the only one that the task cannot do without.
 * @throws a usage failure for a name that the task definition does not have, and where several are essential.
 */
export function containerOf(definition: TaskDefinition, named: string | undefined): string {
  const containers = definition.containerDefinitions ?? [];
  const names = containers.flatMap(({ name }) => name ?? []);
  if (named !== undefined) return checked(named, names, definition);
  const essential = containers.filter(({ essential: is }) => is !== false).flatMap(({ name }) => name ?? []);
  const [only, ...others] = essential;
  if (only !== undefined && others.length === 0) return only;
  throw usage(
    `--container is missing: task definition ${definitionName(definition)} has ${essential.length} essential containers`,
    `name one of ${names.join(', ')}`,
  );
}

function checked(named: string, names: readonly string[], definition: TaskDefinition): string {
  if (names.includes(named)) return named;
  const alike = nearest(named, names);
  throw usage(
    `--container: task definition ${definitionName(definition)} has no container ${named}`,
    alike.length > 0 ? `did you mean ${alike.join(' or ')}?` : `it has ${names.join(', ')}`,
  );
}
