import { describe, expect, it } from 'vitest';
import {
  mentionsOfCaller,
  mentionsOfService,
  usesOf,
} from '../../../../src/cleanup/task-definitions/uses.ts';
import type { Thing, Tie } from '../../../../src/cleanup/thing.ts';

function tie(kind: string, id: string): Tie {
  return { to: { kind, id }, bond: 'serves', how: 'starts tasks of' };
}

function schedule(ties: readonly Tie[], target: object = {}): Thing {
  const definition = { Target: target };
  return {
    kind: 'schedule',
    id: 'default/nightly',
    name: 'nightly',
    region: 'r',
    tags: {},
    ties,
    definition,
  };
}

function wordsOf(thing: Thing) {
  const { revisions, families } = usesOf(mentionsOfCaller(thing));
  return { revisions: Object.fromEntries(revisions), families: Object.fromEntries(families) };
}

describe('what a rule or a schedule needs', () => {
  it('is the newest of the family that it names alone', () => {
    expect(wordsOf(schedule([tie('task definition family', 'web')]))).toEqual({
      revisions: {},
      families: { web: 'schedule nightly starts the newest of its family' },
    });
  });

  it('is the revision that it names, and then no other of the family', () => {
    const arn = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7';
    const ties = [tie('task definition family', 'web'), tie('task definition', arn)];
    expect(wordsOf(schedule(ties))).toEqual({
      revisions: { 'web:7': 'schedule nightly starts it' },
      families: {},
    });
  });

  it.each([
    ['web:7', { 'web:7': 'schedule nightly starts it' }],
    ['arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7', { 'web:7': 'schedule nightly starts it' }],
  ])('is the revision %s in the input of the call that it makes itself', (taskDefinition, revisions) => {
    const Input = JSON.stringify({ Cluster: 'prod', TaskDefinition: taskDefinition });
    const target = { Arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask', Input };
    expect(wordsOf(schedule([tie('task definition family', 'web')], target))).toEqual({
      revisions,
      families: {},
    });
  });

  it('is the newest of a family in that input', () => {
    const target = { Arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask', Input: '{"TaskDefinition": "web"}' };
    expect(wordsOf(schedule([], target)).families).toEqual({
      web: 'schedule nightly starts the newest of its family',
    });
  });
});

it('a service needs its revision and those of its deployments and task sets', () => {
  const at = (number: number) => ({ taskDefinition: `arn:aws:ecs:r:1:task-definition/web:${number}` });
  const service = {
    clusterArn: 'arn:aws:ecs:r:1:cluster/prod',
    serviceName: 'web',
    ...at(9),
    deployments: [at(9), at(8)],
    taskSets: [at(5)],
  };
  expect([...usesOf(mentionsOfService(service)).revisions]).toEqual(
    ['web:9', 'web:8', 'web:5'].map((name) => [name, 'service prod/web uses it']),
  );
});
