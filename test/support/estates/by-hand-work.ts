import { letIn, makeGroup } from '../../../src/sandbox/scenarios/estate/network.ts';
import { registerRevision, runService } from '../../../src/sandbox/scenarios/estate/tasks.ts';
import { RunTask } from '../../../src/sandbox/services/ecs/run-task.ts';
import { CreateLogGroup } from '../../../src/sandbox/services/logs/groups.ts';
import { raiseAlarm, scale } from './scaling.ts';
import type { Site } from './site.ts';
import type { Groups, Place } from './stack-network.ts';
import type { HandWishes } from './wishes.ts';

interface Around {
  readonly place: Place;
  readonly groups: Groups;
  readonly targetGroup?: string | undefined;
}

/** What people made in the stack's own cluster: a service with what it needs, and a task. */
export function workByHand(
  site: Site,
  { place, groups, targetGroup }: Around,
  { hasService, hasTask, hasGroup, hasScaling }: HandWishes,
): void {
  const { call } = site;
  if (hasService) {
    const group = hasGroup ? makeGroup(call, place.vpc, 'lab-hand') : groups.tasks;
    if (hasGroup) {
      letIn(call, { to: groups.tasks, from: group, port: 9000 });
      letIn(call, { to: group, from: groups.tasks, port: 9001 });
    }
    const taskDefinition = registerRevision(call, 'lab-hand');
    runService(call, {
      ...{ cluster: 'lab', name: 'hand', taskDefinition, subnets: place.subnets, groups: [group] },
      ...(targetGroup && { targetGroup }),
    });
    if (hasScaling) scale(site, { cluster: 'lab', service: 'hand' }, 'steps');
  }
  if (hasTask) {
    const awsvpcConfiguration = { subnets: [...place.subnets], securityGroups: [groups.tasks] };
    const taskDefinition = registerRevision(call, 'lab-once');
    const network = { launchType: 'FARGATE' as const, networkConfiguration: { awsvpcConfiguration } };
    RunTask({ cluster: 'lab', taskDefinition, ...network }, call);
  }
}

/** What came to the stack's service since: revisions by continuous delivery, a log group of one of them, an alarm. */
export function deliver(site: Site, cluster: string, { revisions, hasLogGroup, hasAlarm }: HandWishes): void {
  const { call } = site;
  if (hasLogGroup && revisions > 0) CreateLogGroup({ logGroupName: '/ecs/lab-delivered' }, call);
  const logGroup = hasLogGroup ? '/ecs/lab-delivered' : '/ecs/lab';
  for (let count = 0; count < revisions; count += 1) registerRevision(call, 'lab', { logGroup });
  if (hasAlarm) raiseAlarm(site, { cluster, service: 'lab-web', name: 'lab-hand-alarm' });
}
