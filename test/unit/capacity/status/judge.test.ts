import { describe, expect, it } from 'vitest';
import { judgeStatus } from '../../../../src/capacity/status/judge.ts';
import { aGroup, ago, aMachine, aProvider, aWaitingTask } from '../../../support/found-fleet.ts';
import { aFoundStatus, growing, placed } from './found-status.ts';

describe('the status of a cluster', () => {
  it('counts tasks by whether they have a place', () => {
    expect(judgeStatus(growing()).tasks).toEqual({ running: 6, starting: 1, waiting: 3, fargate: 0 });
    const fargate = {
      launchType: 'FARGATE',
      capacityProviderName: undefined,
      lastStatus: 'RUNNING',
    } as const;
    const ended = aWaitingTask({ lastStatus: 'DEPROVISIONING', desiredStatus: 'STOPPED' });
    const { tasks } = judgeStatus(aFoundStatus({ tasks: [aWaitingTask(fargate), ended] }));
    expect(tasks).toEqual({ running: 1, starting: 0, waiting: 0, fargate: 1 });
  });

  it('names the providers with instances first, each with its tasks', () => {
    const managed = { name: 'own', status: 'ACTIVE', type: 'MANAGED_INSTANCES' } as const;
    const tasks = [
      ...placed(),
      aWaitingTask({ launchType: 'FARGATE', capacityProviderName: 'FARGATE_SPOT', lastStatus: 'RUNNING' }),
    ];
    const found = aFoundStatus(
      { tasks, providers: [aProvider(), managed] },
      { capacityProviders: ['FARGATE', 'FARGATE_SPOT', 'nodes'] },
    );
    expect(judgeStatus(found).providers.map(({ name, tasks: count }) => [name, count])).toEqual([
      ['nodes', 7],
      ['own', 0],
      ['FARGATE', 0],
      ['FARGATE_SPOT', 1],
    ]);
  });

  it('has the default strategy as AWS means it', () => {
    const defaultCapacityProviderStrategy = [{ capacityProvider: 'nodes' }];
    expect(judgeStatus(aFoundStatus({}, { defaultCapacityProviderStrategy })).defaultStrategy).toEqual([
      { capacityProvider: 'nodes', base: 0, weight: 0 },
    ]);
  });
});

describe('what would surprise', () => {
  const many = (count: number, values: object) =>
    Array.from({ length: count }, (_, index) => aMachine({ id: `i-${index}`, values }));
  const suspended = { SuspendedProcesses: [{ ProcessName: 'AZRebalance' }, { ProcessName: 'HealthCheck' }] };

  it.each([
    ['nothing', aFoundStatus(), []],
    [
      'a change that is under way',
      aFoundStatus({}, { attachmentsStatus: 'UPDATE_IN_PROGRESS' }),
      ["A change of the cluster's capacity providers is under way."],
    ],
    [
      'a change that failed',
      aFoundStatus({}, { attachmentsStatus: 'UPDATE_FAILED' }),
      ["The last change of the cluster's capacity providers failed."],
    ],
    [
      'an instance that drains',
      aFoundStatus({ instances: many(1, { status: 'DRAINING' }) }),
      ['i-0 is draining: no task is placed there.'],
    ],
    [
      'many that have lost their agent',
      aFoundStatus({ instances: many(5, { agentConnected: false }) }),
      [
        'ECS does not hear from the agent of i-0, i-1 and 3 more instances: no task is placed there. Restart the agent or end the instance.',
      ],
    ],
    [
      'an instance that runs since long and has not joined',
      aFoundStatus({
        groups: new Map([
          [
            'nodes',
            aGroup(
              ['i-1', 'i-2', 'i-3', 'i-4'],
              {},
              {
                launches: new Map([
                  ['i-3', ago(25)],
                  ['i-4', ago(2)],
                ]),
              },
            ),
          ],
        ]),
      }),
      [
        'i-3 was launched 25m ago and did not join the cluster: look for ECS_CLUSTER=fleet in the user data, and for the ECS agent and its instance profile.',
      ],
    ],
    [
      'suspended processes that have nothing to do with what comes next',
      aFoundStatus({ groups: new Map([['nodes', aGroup(['i-1', 'i-2'], suspended)]]) }),
      ['Of group nodes AZRebalance and HealthCheck are suspended.'],
    ],
  ])('is %s', (_, found, findings) => {
    expect(judgeStatus(found).findings).toEqual(findings);
  });
});
