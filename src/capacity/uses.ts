import type { CapacityProviderStrategyItem, Service, Task } from '@aws-sdk/client-ecs';
import { nameOf } from '../aws/arn.ts';

/** What keeps a capacity provider in its cluster. */
export interface Use {
  readonly provider: string;
  readonly kind: 'service' | 'task';
  /** `web` of a service; of a task its id. */
  readonly name: string;
  /** In words: `service web`, `service web, in a deployment that is under way`. */
  readonly text: string;
}

/** The services that send tasks to one of these providers, or still have tasks of a deployment that did. */
export function serviceUses(services: readonly Service[], providers: readonly string[]): Use[] {
  return services
    .filter(({ status }) => status !== 'INACTIVE')
    .flatMap((service) => {
      const { serviceName: name = '', capacityProviderStrategy, deployments = [], taskSets = [] } = service;
      const past = [...deployments, ...taskSets].flatMap((one) => one.capacityProviderStrategy ?? []);
      return providers.flatMap((provider): Use[] => {
        if (namesProvider(capacityProviderStrategy, provider)) {
          return [{ provider, kind: 'service', name, text: `service ${name}` }];
        }
        if (!namesProvider(past, provider)) return [];
        const text = `service ${name}, in a deployment that is not through`;
        return [{ provider, kind: 'service', name, text }];
      });
    });
}

/** The tasks that were placed by one of these providers and belong to no service. */
export function taskUses(tasks: readonly Task[], providers: readonly string[]): Use[] {
  return tasks.flatMap(({ capacityProviderName: provider, taskArn = '', group = '', lastStatus }) => {
    const isUsing = provider !== undefined && providers.includes(provider) && lastStatus !== 'STOPPED';
    if (!isUsing || group.startsWith('service:')) return [];
    const name = nameOf(taskArn);
    const of = group.replace(/^family:/, '');
    return [{ provider, kind: 'task' as const, name, text: `task ${name}${of ? ` of ${of}` : ''}` }];
  });
}

function namesProvider(strategy: readonly CapacityProviderStrategyItem[] = [], provider: string): boolean {
  return strategy.some(({ capacityProvider = '' }) => nameOf(capacityProvider) === provider);
}
