import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { needOf } from '../../../../src/ecs/fleet/need.ts';

const app = { name: 'app', cpu: 256, memory: 1024, memoryReservation: 512 };
const log = { name: 'log', cpu: 64, memory: 128 };
const portMappings = [
  { containerPort: 80, hostPort: 8080 },
  { containerPort: 53, protocol: 'udp' as const },
  { containerPort: 90, hostPort: 0 },
];

describe('what a task takes', () => {
  it('is what its definition says as a whole', () => {
    expect(needOf({ cpu: '1024', memory: '2048', containerDefinitions: [app] })).toMatchObject({
      cpu: 1024,
      memory: 2048,
    });
  });

  it('is else what its containers take together, of memory the reservation', () => {
    expect(needOf({ containerDefinitions: [app, log] })).toMatchObject({ cpu: 320, memory: 640 });
    expect(needOf({})).toEqual({ cpu: 0, memory: 0, interfaces: 0, ports: [], gpus: 0, attributes: [] });
  });

  it('is what the task was started with, where that is something else', () => {
    const overrides = { containerOverrides: [{ name: 'app', cpu: 1024, memoryReservation: 2048 }] };
    const definition = { containerDefinitions: [app, log] };
    expect(needOf(definition, { overrides })).toMatchObject({ cpu: 1088, memory: 2176 });
    expect(needOf(definition, { cpu: '2048', memory: '4096' })).toMatchObject({ cpu: 2048, memory: 4096 });
  });

  it.each([
    ['bridge', ['8080/tcp'], 0],
    [undefined, ['8080/tcp'], 0],
    ['host', ['8080/tcp', '53/udp', '90/tcp'], 0],
    ['awsvpc', [], 1],
    ['none', [], 0],
  ] as const)('has in network mode %s these ports and interfaces', (networkMode, ports, interfaces) => {
    const definition: TaskDefinition = { networkMode, containerDefinitions: [{ ...app, portMappings }] };
    expect(needOf(definition)).toMatchObject({ ports, interfaces });
  });

  it('has attributes and GPUs', () => {
    const requirements = [
      { type: 'GPU', value: '2' },
      { type: 'InferenceAccelerator', value: 'eia' },
    ] as const;
    const definition: TaskDefinition = {
      containerDefinitions: [{ ...app, resourceRequirements: [...requirements] }],
      requiresAttributes: [{ name: 'ecs.capability.task-eni' }, { name: 'rack', value: 'a' }],
    };
    expect(needOf(definition)).toMatchObject({
      gpus: 2,
      attributes: [{ name: 'ecs.capability.task-eni' }, { name: 'rack', value: 'a' }],
    });
  });
});
