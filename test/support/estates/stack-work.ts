import { registerRevision, runService } from '../../../src/sandbox/scenarios/estate/tasks.ts';
import { scale } from './scaling.ts';
import type { Bill, Site } from './site.ts';
import type { Place } from './stack-network.ts';
import type { StackWishes } from './wishes.ts';

interface Work {
  readonly cluster: string;
  readonly place: Place;
  readonly group: string;
  readonly targetGroup?: string | undefined;
  readonly wishes: StackWishes;
}

/** The stack's service `web` with its revision, and its scaling. */
export function addService(
  site: Site,
  bill: Bill,
  { cluster, place, group, targetGroup, wishes }: Work,
): void {
  const { call } = site;
  const image = wishes.repository === 'none' ? {} : { image: 'lab/web' };
  const logs = wishes.logs === 'none' ? {} : { logGroup: '/ecs/lab' };
  const taskDefinition = registerRevision(call, 'lab', { ...image, ...logs });
  const service = runService(call, {
    ...{ cluster, name: 'web', taskDefinition, subnets: place.subnets, groups: [group] },
    ...(targetGroup && { targetGroup }),
  });
  bill.add('Revision', 'ECS::TaskDefinition', taskDefinition);
  const after = ['Revision', 'Cluster', 'Listener', 'TaskGroup', 'Subnet1', 'Subnet2'];
  bill.add('Service', 'ECS::Service', service, { after });
  if (wishes.scaling === 'none') return;
  const target = scale(site, { cluster, service: 'web' }, wishes.scaling);
  bill.add('Scaling', 'ApplicationAutoScaling::ScalableTarget', target, { after: ['Service'] });
}
