import { registerRevision } from '../../../src/sandbox/scenarios/estate/tasks.ts';
import { CreateService } from '../../../src/sandbox/services/ecs/services.ts';
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

/** The stack's service `lab-web` with its revision, and its scaling. */
export function addService(
  site: Site,
  bill: Bill,
  { cluster, place, group, targetGroup, wishes }: Work,
): void {
  const { call } = site;
  const image = wishes.repository === 'none' ? {} : { image: 'lab/web' };
  const logs = wishes.logs === 'none' ? {} : { logGroup: '/ecs/lab' };
  const taskDefinition = registerRevision(call, 'lab', { ...image, ...logs });
  const awsvpcConfiguration = {
    subnets: [...place.subnets],
    securityGroups: [group],
    assignPublicIp: wishes.isPublic ? ('ENABLED' as const) : ('DISABLED' as const),
  };
  const behind = { targetGroupArn: targetGroup, containerName: 'app', containerPort: 8080 };
  const { service } = CreateService(
    {
      ...{ cluster, serviceName: 'lab-web', taskDefinition, desiredCount: 2, launchType: 'FARGATE' },
      ...(targetGroup && { loadBalancers: [behind] }),
      networkConfiguration: { awsvpcConfiguration },
    },
    call,
  );
  bill.add('Revision', 'ECS::TaskDefinition', taskDefinition);
  const after = ['Revision', 'Cluster', 'Listener', 'TaskGroup', 'Subnet1', 'Subnet2'];
  bill.add('Service', 'ECS::Service', service?.serviceArn ?? '', { after });
  if (wishes.scaling === 'none') return;
  const target = scale(site, { cluster, service: 'lab-web' }, wishes.scaling);
  bill.add('Scaling', 'ApplicationAutoScaling::ScalableTarget', target, { after: ['Service'] });
}
