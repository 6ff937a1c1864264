import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { withStandIns } from '../event/stand-ins.ts';
import { isMembers, membersIn } from '../members.ts';
import { containerOf } from './container.ts';
import type { Variable, WantedTarget } from './wanted.ts';

/** What an existing input, or template, says that is not of the event. */
export interface KeptOverrides {
  /** The container that is told what to do. */
  readonly container?: string;
  /** Its constant variables. */
  readonly environment: readonly Variable[];
}

/**
 * What of a target's input or template stays where it is not named anew. One that is no overrides has nothing of it, and
 * variables that the event fills in are not constant.
 */
export function keptOverrides(text = ''): KeptOverrides {
  const overrides = membersIn(withStandIns(text, (name) => `<${name}>`));
  const containers: unknown = overrides?.containerOverrides;
  const [first] = Array.isArray(containers) ? containers.filter(isMembers) : [];
  if (typeof first?.name !== 'string') return { environment: [] };
  const environment = Array.isArray(first.environment) ? first.environment.flatMap(constant) : [];
  return { container: first.name, environment };
}

function constant(variable: unknown): Variable[] {
  if (!isMembers(variable)) return [];
  const { name, value } = variable;
  if (typeof name !== 'string' || typeof value !== 'string' || /<[^<>]+>/.test(value)) return [];
  return [{ name, value }];
}

/**
 * The container and the variables that were named, or else those that are kept. A container that the task definition has
 * no more is not kept.
 * @throws what {@link containerOf} throws.
 */
export function overridesFor(
  { container, environment }: Pick<WantedTarget, 'container' | 'environment'>,
  definition: TaskDefinition,
  kept: KeptOverrides,
): Required<KeptOverrides> {
  const isThere = definition.containerDefinitions?.some(({ name }) => name === kept.container);
  return {
    container: containerOf(definition, container ?? (isThere ? kept.container : undefined)),
    environment: environment.length > 0 ? environment : kept.environment,
  };
}
