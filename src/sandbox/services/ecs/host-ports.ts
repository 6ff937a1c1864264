import type { TaskDefinition } from '@aws-sdk/client-ecs';

export type Protocol = 'tcp' | 'udp';

/**
 * The ports of the machine that a task has to itself: in host mode all that its containers open, in bridge mode those
 * that are fixed. A host port of 0, or none, is chosen when the task starts.
 */
export function portsOf(
  { networkMode, containerDefinitions = [] }: TaskDefinition,
  wanted: Protocol,
): number[] {
  if (networkMode === 'awsvpc' || networkMode === 'none') return [];
  return containerDefinitions
    .flatMap(({ portMappings = [] }) => portMappings)
    .filter(({ protocol = 'tcp' }) => protocol === wanted)
    .map(
      ({ hostPort, containerPort }) => hostPort || (networkMode === 'host' ? containerPort : undefined) || 0,
    )
    .filter((port) => port > 0);
}
