import { describe, expect, it } from 'vitest';
import { capacityStatus } from '../../../../src/scale/status/capacity.ts';
import { judgeStatus } from '../../../../src/scale/status/judge.ts';
import { renderStatus } from '../../../../src/scale/status/render.ts';
import { aFoundFleet, aPlacedService, aWaitingTask, reserved } from '../../../support/found-fleet.ts';
import { pipe, terminalScreen } from '../../terminal/screens.ts';
import { aFoundStatus, cpu, tasks, withPolicies } from './found-status.ts';
import { onNodes, waitingFleet } from './waiting-fleet.ts';

const fleetOf = (fleet = waitingFleet(0, 2), service = onNodes(4, 4)) =>
  capacityStatus(aFoundStatus({ service, fleet })).fleet;

describe('the instances under a service', () => {
  it('are not spoken of on Fargate', () => {
    expect(capacityStatus(aFoundStatus())).not.toHaveProperty('fleet');
  });

  it('have room for so many of its tasks, and what comes next', () => {
    const services = [aPlacedService([4, 4, 0], { serviceName: 'web' })];
    expect(fleetOf(aFoundFleet({ services }))).toMatchObject({
      room: { instances: 2, tasks: 1 },
      waiting: [],
      text: 'room for 1 more task on 2 instances; nodes, 100% reserved of 100%, keeps its 2 instances, its least',
    });
    expect(fleetOf()?.text).toMatch(/^room for no more task on 2 instances; nodes/);
  });

  it('say the reservation once', () => {
    const grows = { ...waitingFleet(0, 2), reservations: new Map([['nodes', reserved(150, 1)]]) };
    expect(fleetOf(grows)?.text).toBe(
      'room for no more task on 2 instances; nodes is 150% reserved of 100% and grows from 2 to 3 instances, of at most 6',
    );
  });

  it('are all of the cluster for launch type EC2', () => {
    const service = tasks(4, 4, { ...onNodes(4, 4), launchType: 'EC2', capacityProviderStrategy: [] });
    expect(fleetOf(aFoundFleet({ providers: [] }), service)?.text).toBe(
      'room for 1 more task on 2 instances',
    );
  });

  it('have no say on tasks of others that wait', () => {
    const others = [aWaitingTask({ group: 'service:other' })];
    expect(fleetOf({ ...waitingFleet(1, 4), tasks: others })?.waiting).toEqual([]);
  });

  it('that may not be looked at are a finding, and all else is told', () => {
    const found = aFoundStatus({ service: onNodes(4, 4), fleetRefusal: 'access denied' });
    expect(judgeStatus(found)).toMatchObject({
      findings: ['The instances under it could not be looked at: access denied.'],
      tasks: { running: 4 },
    });
  });
});

describe('the screen of a service that waits for instances', () => {
  const value = judgeStatus(
    withPolicies([cpu(72, 'high')], { service: onNodes(6, 4), fleet: waitingFleet(2, 4) }),
  );

  it('tells why below what comes next', () => {
    const lines = renderStatus(value, terminalScreen(120)).split('\n');
    expect(lines.filter((line) => /^(◆|Tasks|Instances|Waiting)/.test(line))).toMatchInlineSnapshot(`
      [
        "◆ prod/web runs 4 of 6 tasks, between 2 and 10. 2 tasks of web wait: nodes grows from 2 to 4 instances, of at most 6.",
        "Tasks       2 ├██▒▒░░░░┤ 10   6 desired, 4 running, 2 pending",
        "Instances   room for no more task on 2 instances; nodes, 100% reserved of 100%, grows from 2 to 4 instances, of at most",
        "Waiting     2 tasks: closest is i-1: CPU: 0 free of 2,048, needs 512",
      ]
    `);
  });

  it('has rows for it in a pipe', () => {
    const rows = renderStatus(value, pipe).split('\n');
    expect(rows).toContain('waiting\tclosest is i-1: CPU: 0 free of 2,048, needs 512');
    expect(rows.find((row) => row.startsWith('instances\t'))).toContain(
      'nodes, 100% reserved of 100%, grows',
    );
  });
});
