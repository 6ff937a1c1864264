import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import {
  DescribeContainerInstances,
  ListContainerInstances,
} from '../../../../../src/sandbox/services/ecs/container-instances.ts';
import { portsOf } from '../../../../../src/sandbox/services/ecs/host-ports.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import type { PracticeWorld } from '../../world/practice-world.ts';
import { fleet, groupOf, run, tasks } from './small-fleet.ts';

function registerWithPort(practice: PracticeWorld): void {
  const portMappings = [{ containerPort: 80, hostPort: 8080 }];
  const containerDefinitions = [{ name: 'app', image: 'app:1', cpu: 128, memory: 128, portMappings }];
  RegisterTaskDefinition({ family: 'door', containerDefinitions }, practice.call);
}

function ports(practice: PracticeWorld): (string[] | undefined)[] {
  const { containerInstanceArns: containerInstances = [] } = ListContainerInstances(
    { cluster: 'prod' },
    practice.call,
  );
  const asked = { cluster: 'prod', containerInstances };
  return (DescribeContainerInstances(asked, practice.call).containerInstances ?? []).map(
    ({ remainingResources }) => remainingResources?.find(({ name }) => name === 'PORTS')?.stringSetValue,
  );
}

describe('a port of the machine', () => {
  it('is had by one task of an instance, and an event tells of the next', () => {
    const practice = fleet({ least: 1 });
    registerWithPort(practice);
    expect(ports(practice)[0]).not.toContain('8080');
    run(practice, 2, 'EC2', 'door');
    practice.pass(120);
    expect(tasks(practice)).toEqual({ RUNNING: 1, instances: 1 });
    expect(ports(practice)[0]).toContain('8080');
    const [event] = practice.service().events.filter(({ message }) => message?.includes('unable to place'));
    expect(event?.message).toMatch(/[0-9a-f]{32} is already using a port required by your task/);
  });

  it('brings an instance for each task where managed scaling does', () => {
    const managed = { managedScaling: { status: 'ENABLED', instanceWarmupPeriod: 0 } } as const;
    const practice = fleet({ provider: managed });
    registerWithPort(practice);
    run(practice, 3, 'nodes', 'door');
    practice.pass(600);
    expect(tasks(practice)).toEqual({ RUNNING: 3, instances: 3 });
    expect(groupOf(practice).instances).toHaveLength(3);
  });
});

describe('the ports of a task definition', () => {
  const portMappings = [
    { containerPort: 80, hostPort: 8080 },
    { containerPort: 53, protocol: 'udp' as const },
    { containerPort: 90, hostPort: 0 },
  ];
  const of = (networkMode: TaskDefinition['networkMode'], protocol: 'tcp' | 'udp') =>
    portsOf({ networkMode, containerDefinitions: [{ portMappings }] }, protocol);

  it.each([
    ['bridge', [8080], []],
    [undefined, [8080], []],
    ['host', [8080, 90], [53]],
    ['awsvpc', [], []],
    ['none', [], []],
  ] as const)('are in network mode %s those of the machine', (mode, tcp, udp) => {
    expect([of(mode, 'tcp'), of(mode, 'udp')]).toEqual([tcp, udp]);
  });
});
