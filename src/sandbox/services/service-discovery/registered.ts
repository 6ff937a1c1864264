import type { Region } from '../../world/region.ts';
import { interfaceId } from '../ec2/interface.ts';
import { taskInterfaces } from '../ec2/task-interfaces.ts';
import { servicesOf } from '../ecs/lookup.ts';
import type { Service as EcsService, Task } from '../ecs/state.ts';
import type { CloudMapService } from './state.ts';

interface RegisteredInstance {
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Every instance of a Cloud Map service: those registered by hand, and the running tasks of the ECS services that name
 * it among their service registries, which ECS registers and deregisters.
 */
export function instancesOf(region: Region, service: CloudMapService, now: Date): RegisteredInstance[] {
  const stored = [...service.instances].map(([id, attributes]) => ({ id, attributes }));
  return [...stored, ...tasksOf(region, service, now)];
}

function* tasksOf(
  region: Region,
  { arn, deregistered }: CloudMapService,
  now: Date,
): Generator<RegisteredInstance> {
  for (const service of servicesOf(region)) {
    const registry = service.settings.serviceRegistries?.find(({ registryArn }) => registryArn === arn);
    if (!registry) continue;
    const addresses = new Map([...taskInterfaces(region, now)].map(({ id, privateIp }) => [id, privateIp]));
    const port = registry.containerPort ?? registry.port;
    for (const task of service.tasks) {
      if (task.status !== 'RUNNING' || deregistered.has(task.id)) continue;
      const address = addresses.get(interfaceId(task.arn));
      yield { id: task.id, attributes: { ...placeOf(region, service, task), ...reachedAt(address, port) } };
    }
  }
}

function placeOf(region: Region, service: EcsService, task: Task): Record<string, string> {
  const [family = ''] = task.taskDefinition.split('/').at(-1)?.split(':') ?? [];
  return {
    AVAILABILITY_ZONE: task.zone,
    AWS_INIT_HEALTH_STATUS: 'HEALTHY',
    ECS_CLUSTER_NAME: service.cluster.name,
    ECS_SERVICE_NAME: service.name,
    ECS_TASK_DEFINITION_FAMILY: family,
    REGION: region.name,
  };
}

/** The address of a task is known where its subnet is. */
function reachedAt(address: string | undefined, port: number | undefined): Record<string, string> {
  return {
    ...(address !== undefined && { AWS_INSTANCE_IPV4: address }),
    ...(port !== undefined && { AWS_INSTANCE_PORT: String(port) }),
  };
}
