import type { Attribute, ContainerDefinition, Task, TaskDefinition } from '@aws-sdk/client-ecs';

/** What a task takes of an instance. */
export interface Need {
  /** CPU units. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  /** 1 for a task with a network interface of its own, else 0. */
  readonly interfaces: number;
  /** Ports of the instance: `8080/tcp`. */
  readonly ports: readonly string[];
  readonly gpus: number;
  /** Attributes that an instance must have for it. */
  readonly attributes: readonly Pick<Attribute, 'name' | 'value'>[];
}

/**
 * What a task of the definition takes: what it says as a whole, or else its containers together. Of a container's memory
 * the reservation is taken where there is one; in host mode all ports are the instance's, in bridge mode the fixed ones.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 * @param task may have been started with other sizes than its definition's.
 */
export function needOf(
  definition: TaskDefinition,
  task: Pick<Task, 'cpu' | 'memory' | 'overrides'> = {},
): Need {
  const { containerDefinitions: containers = [], networkMode, requiresAttributes = [] } = definition;
  const overridden = new Map(task.overrides?.containerOverrides?.map((one) => [one.name, one]));
  const sizes = containers.map((container) => ({ ...container, ...given(overridden.get(container.name)) }));
  return {
    cpu: whole(task.cpu ?? definition.cpu) ?? sum(sizes.map(({ cpu }) => cpu)),
    memory:
      whole(task.memory ?? definition.memory) ??
      sum(sizes.map(({ memory, memoryReservation }) => memoryReservation ?? memory)),
    interfaces: networkMode === 'awsvpc' ? 1 : 0,
    ports: containers.flatMap((container) => portsOf(container, networkMode)),
    gpus: sum(containers.flatMap(gpusOf)),
    attributes: requiresAttributes.map(({ name, value }) => ({ name, ...(value && { value }) })),
  };
}

function given(override: { cpu?: number; memory?: number; memoryReservation?: number } = {}) {
  const { cpu, memory, memoryReservation } = override;
  return Object.fromEntries(
    Object.entries({ cpu, memory, memoryReservation }).filter(([, value]) => value !== undefined),
  );
}

function whole(text: string | undefined): number | undefined {
  const value = Number(text);
  return value > 0 ? value : undefined;
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

function portsOf({ portMappings = [] }: ContainerDefinition, networkMode = 'bridge'): string[] {
  if (networkMode !== 'bridge' && networkMode !== 'host') return [];
  return portMappings.flatMap(({ hostPort, containerPort, protocol = 'tcp' }) => {
    const port = hostPort || (networkMode === 'host' ? containerPort : undefined);
    return port ? [`${port}/${protocol}`] : [];
  });
}

function gpusOf({ resourceRequirements = [] }: ContainerDefinition): number[] {
  return resourceRequirements.filter(({ type }) => type === 'GPU').map(({ value }) => Number(value) || 0);
}
