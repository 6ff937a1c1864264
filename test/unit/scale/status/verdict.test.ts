import { describe, expect, it } from 'vitest';
import type { FoundStatus } from '../../../../src/scale/status/found.ts';
import { judgeStatus } from '../../../../src/scale/status/judge.ts';
import type { VerdictCode } from '../../../../src/scale/status/value.ts';
import { anAction, anAlarm, aStepPolicy, aTarget, policyArn } from '../../../support/found-scaling.ts';
import { aFoundStatus, ago, anActivity, cpu, memory, tasks, tracked, withPolicies } from './found-status.ts';
import { onNodes, waitingFleet } from './waiting-fleet.ts';

type Case = readonly [name: string, found: FoundStatus, code: VerdictCode, text: string, advice?: string];

const suspendedOut = aTarget({ SuspendedState: { DynamicScalingOutSuspended: true } });
const suspendedIn = aTarget({ SuspendedState: { DynamicScalingInSuspended: true } });
const suspendedBoth = aTarget({
  SuspendedState: { DynamicScalingInSuspended: true, DynamicScalingOutSuspended: true },
});
const deploying = {
  deployments: [
    { id: 'ecs-svc/2', status: 'PRIMARY', rolloutState: 'IN_PROGRESS', createdAt: ago(4), desiredCount: 4 },
    { id: 'ecs-svc/1', status: 'ACTIVE', rolloutState: 'COMPLETED' },
  ],
} as const;

const cases: readonly Case[] = [
  [
    'no scalable target',
    aFoundStatus({ target: undefined }),
    'does-not-scale',
    'prod/web runs 4 tasks and does not scale: it has no scalable target.',
    'ecsctl scale set prod/web --min 1 --max 4 --cpu 60',
  ],
  [
    'bounds alone',
    aFoundStatus(),
    'no-policy',
    'prod/web runs 4 tasks, between 2 and 10. It has bounds, and no policy moves it.',
    'ecsctl scale set prod/web --cpu 60',
  ],
  [
    'bounds and schedules',
    aFoundStatus({ schedules: [anAction('office')] }),
    'no-policy',
    'prod/web runs 4 tasks, between 2 and 10. It follows no metric: only its schedules can move it.',
    'ecsctl scale set prod/web --cpu 60',
  ],
  [
    'the high alarm has fired',
    withPolicies([cpu(72, 'high')]),
    'scaling-out',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 72% against a target of 60%: scaling out.',
  ],
  [
    'tasks are on their way',
    withPolicies([cpu(72, 'high')], { service: tasks(6, 4) }),
    'scaling-out',
    'prod/web runs 4 of 6 tasks, between 2 and 10. CPU is 72% against a target of 60%: scaling out, 2 tasks still starting.',
  ],
  [
    'one of two policies is enough to scale out',
    withPolicies([memory(40, 'low'), cpu(72, 'high')]),
    'scaling-out',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 72% against a target of 60%: scaling out.',
  ],
  [
    'the maximum is reached',
    withPolicies([cpu(90, 'high')], { service: tasks(10) }),
    'at-max',
    'prod/web runs 10 tasks, at its maximum of 10. CPU is 90% against a target of 60%, but it may have no more than 10 tasks.',
    'ecsctl scale set prod/web --max 15',
  ],
  [
    'scaling out is suspended',
    withPolicies([cpu(90, 'high')], { target: suspendedOut }),
    'suspended',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 90% against a target of 60%, but scaling out is suspended.',
    'ecsctl scale resume prod/web out',
  ],
  [
    'all that policies do is suspended',
    withPolicies([cpu(58, 'neither')], { target: suspendedBoth }),
    'suspended',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 58% against a target of 60%, but scaling is suspended, out and in.',
    'ecsctl scale resume prod/web',
  ],
  [
    'it scaled out a moment ago',
    withPolicies([cpu(72, 'high')], { activities: [anActivity(3)] }),
    'cooling-down',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 72% against a target of 60%: it scales out again in 2m, when the cooldown ends.',
  ],
  [
    'the value is over the target, and the alarm waits',
    withPolicies([cpu(72, 'neither')]),
    'holding',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 72% against a target of 60%: it scales out once it has been above 60% for 3m.',
  ],
  [
    'nothing asks for anything',
    withPolicies([cpu(57, 'neither'), memory(20, 'low')].slice(0, 1)),
    'holding',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 57% against a target of 60%: holding.',
  ],
  [
    'it has just scaled, and that was enough',
    withPolicies([cpu(57, 'neither')], { activities: [anActivity(12)] }),
    'holding',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 57% against a target of 60%: holding, since it went to 4 tasks 12m ago.',
  ],
  [
    'tasks of an earlier scaling are still missing',
    withPolicies([cpu(57, 'neither')], { service: tasks(6, 4) }),
    'scaling-out',
    'prod/web runs 4 of 6 tasks, between 2 and 10. CPU is 57% against a target of 60%: 2 tasks still starting.',
  ],
  [
    'a deployment moves the tasks',
    withPolicies([cpu(57, 'neither')], { service: tasks(4, 3, { deployments: [...deploying.deployments] }) }),
    'holding',
    'prod/web runs 3 of 4 tasks, between 2 and 10. CPU is 57% against a target of 60%: holding, while a deployment is in progress.',
  ],
  [
    'the value is far under the target, and the alarm waits',
    withPolicies([cpu(20, 'neither')]),
    'holding',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 20% against a target of 60%: it scales in once it has been below 54% for 15m.',
  ],
  [
    'all policies agree on fewer tasks',
    withPolicies([cpu(20, 'low'), memory(30, 'low')]),
    'scaling-in',
    'prod/web runs 4 tasks, between 2 and 10. Memory is 30% against a target of 70%: scaling in.',
  ],
  [
    'tasks are on their way out',
    withPolicies([cpu(20, 'low')], { service: tasks(4, 5) }),
    'scaling-in',
    'prod/web runs 5 tasks where 4 are wanted, between 2 and 10. CPU is 20% against a target of 60%: scaling in, 1 task still to stop.',
  ],
  [
    'the minimum is reached',
    withPolicies([cpu(20, 'low')], { service: tasks(2) }),
    'at-min',
    'prod/web runs 2 tasks, at its minimum of 2. CPU is 20% against a target of 60%, and it keeps at least 2 tasks.',
  ],
  [
    'scaling in is suspended',
    withPolicies([cpu(20, 'low')], { target: suspendedIn }),
    'suspended',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 20% against a target of 60%, but scaling in is suspended.',
    'ecsctl scale resume prod/web in',
  ],
  [
    'a deployment is in progress',
    withPolicies([cpu(20, 'low')], { service: tasks(4, 4, { deployments: [...deploying.deployments] }) }),
    'deployment',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 20% against a target of 60%, but nothing scales in while a deployment is in progress.',
  ],
  [
    'another policy keeps the tasks',
    withPolicies([cpu(20, 'low'), memory(66, 'neither')]),
    'disagreement',
    'prod/web runs 4 tasks, between 2 and 10. It would scale in with CPU (20% against 60%), but not with memory (66% against 70%); all target-tracking policies must agree before tasks go.',
  ],
  [
    'a policy that never scales in is not asked',
    withPolicies([
      cpu(20, 'low'),
      tracked('keep', 70, 66, 'neither', {
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 70,
          DisableScaleIn: true,
          PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
        },
      }),
    ]),
    'scaling-in',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 20% against a target of 60%: scaling in.',
  ],
  [
    'another policy has no data',
    withPolicies([cpu(20, 'low'), memory(undefined, 'unknown')]),
    'no-data',
    'prod/web runs 4 tasks, between 2 and 10. It would scale in with CPU (20% against 60%), but without data nothing scales in: memory (no data); all target-tracking policies must agree before tasks go.',
  ],
  [
    'the only metric has no data',
    withPolicies([cpu(undefined, 'unknown')], { service: tasks(0), target: aTarget({ MinCapacity: 0 }) }),
    'no-data',
    'prod/web runs 0 tasks, at its minimum of 0. CPU has no data (no task runs that could be measured): without data nothing scales in.',
  ],
  [
    'it scaled in a moment ago',
    withPolicies([cpu(20, 'low')], {
      activities: [
        anActivity(1, {
          NotScaledReasons: [{ Code: 'AlreadyAtMinCapacity', MinCapacity: 2 }],
          StatusCode: 'Failed',
        }),
        anActivity(4, {
          Cause:
            'monitor alarm TargetTracking-service/prod/web-AlarmLow-ecsctl-cpu in state ALARM triggered policy ecsctl-cpu',
        }),
      ],
    }),
    'cooling-down',
    'prod/web runs 4 tasks, between 2 and 10. CPU is 20% against a target of 60%: it scales in again in 1m, when the cooldown ends.',
  ],
  [
    'ECS finds no place',
    withPolicies([cpu(72, 'high')], {
      service: tasks(6, 4, {
        events: [
          {
            id: 'e1',
            createdAt: ago(2),
            message:
              '(service web) was unable to place a task because no container instance met all of its requirements.',
          },
        ],
      }),
    }),
    'not-placed',
    'prod/web runs 4 of 6 tasks, between 2 and 10. 2 tasks cannot be placed: ECS was unable to place a task because no container instance met all of its requirements.',
    'scaling has done its part; look at the capacity below',
  ],
  [
    'instances come for its tasks',
    withPolicies([cpu(72, 'high')], { service: onNodes(6, 4), fleet: waitingFleet(2, 4) }),
    'waiting-for-room',
    'prod/web runs 4 of 6 tasks, between 2 and 10. 2 tasks of web wait: nodes grows from 2 to 4 instances, of at most 6.',
  ],
  [
    'no more instances may come for its tasks',
    withPolicies([cpu(72, 'high')], { service: onNodes(6, 4), fleet: waitingFleet(2, 2, 2) }),
    'not-placed',
    'prod/web runs 4 of 6 tasks, between 2 and 10. 2 tasks of web wait for room: nodes is at its most of 2 instances; closest is i-1: CPU: 0 free of 2,048, needs 512.',
    'aws autoscaling update-auto-scaling-group --auto-scaling-group-name nodes --max-size 3',
  ],
  [
    'it does not scale, and its tasks wait',
    aFoundStatus({ target: undefined, service: onNodes(6, 4), fleet: waitingFleet(2, 4) }),
    'does-not-scale',
    'prod/web runs 4 of 6 tasks and does not scale: it has no scalable target. 2 tasks of web wait: nodes grows from 2 to 4 instances, of at most 6.',
    'ecsctl scale set prod/web --min 1 --max 4 --cpu 60',
  ],
];

describe('the verdict', () => {
  it.each(cases.map(([when, ...rest]) => ({ when, rest })))(
    'when $when',
    ({ rest: [found, code, text, advice] }) => {
      const { verdict } = judgeStatus(found);
      expect(verdict).toEqual({ code, text, ...(advice && { advice }) });
    },
  );

  it('has a case here for every code', () => {
    const all: Record<VerdictCode, true> = {
      'does-not-scale': true,
      'no-policy': true,
      'scaling-out': true,
      'scaling-in': true,
      holding: true,
      'at-max': true,
      'at-min': true,
      suspended: true,
      'cooling-down': true,
      deployment: true,
      disagreement: true,
      'no-data': true,
      'not-placed': true,
      'waiting-for-room': true,
    };
    expect(new Set(cases.map(([, , code]) => code))).toEqual(new Set(Object.keys(all)));
  });

  it('follows a step policy whose alarm has fired', () => {
    const arn = policyArn('burst');
    const found = aFoundStatus({
      policies: [aStepPolicy('burst')],
      alarms: [anAlarm('web-hot', { AlarmActions: [arn], StateValue: 'ALARM', MetricName: 'Latency' })],
      points: new Map([['burst', [{ at: ago(1), value: 81 }]]]),
    });
    expect(judgeStatus(found).verdict).toEqual({
      code: 'scaling-out',
      text: 'prod/web runs 4 tasks, between 2 and 10. Latency is 81, and has been above 70 for 3m: scaling out.',
    });
  });

  it('takes a value of ten minutes ago for none', () => {
    const late = cpu(50, 'neither');
    const found = withPolicies([{ ...late, points: late.points.slice(0, 170) }]);
    expect(judgeStatus(found).verdict.code).toBe('no-data');
  });
});
