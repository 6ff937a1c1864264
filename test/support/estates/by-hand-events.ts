import { registerRevision } from '../../../src/sandbox/scenarios/estate/tasks.ts';
import { startNightly } from '../../../src/sandbox/scenarios/tangled/lab-events.ts';
import { CreateSchedule } from '../../../src/sandbox/services/scheduler/schedules.ts';
import { arn } from '../../../src/sandbox/world/arn.ts';
import { makeRole } from './role.ts';
import type { Site } from './site.ts';
import type { Place } from './stack-network.ts';
import type { HandWishes } from './wishes.ts';

/**
 * A rule and a schedule that people added to the stack's cluster, each with a role of its own. What they start was not
 * made for the stack, and stays.
 */
export function wakeByHand(site: Site, { subnets }: Place, { hasRule, hasSchedule }: HandWishes): void {
  if (!hasRule && !hasSchedule) return;
  const { call } = site;
  const taskDefinition = site.forOthers(() => registerRevision(call, 'lab-hand-job'));
  if (hasRule) {
    makeRole(site, 'lab-hand-events', 'events.amazonaws.com');
    startNightly(call, 'lab-hand-nightly', 'lab-hand-events', { cluster: 'lab', taskDefinition, subnets });
  }
  if (!hasSchedule) return;
  makeRole(site, 'lab-hand-schedules', 'scheduler.amazonaws.com');
  const { partition, accountId } = call.region;
  CreateSchedule(
    {
      Name: 'lab-hand-hourly',
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: arn(call.region, 'ecs', 'cluster/lab'),
        RoleArn: `arn:${partition}:iam::${accountId}:role/lab-hand-schedules`,
        EcsParameters: { TaskDefinitionArn: taskDefinition, TaskCount: 1, LaunchType: 'FARGATE' },
      },
    },
    call,
  );
}
