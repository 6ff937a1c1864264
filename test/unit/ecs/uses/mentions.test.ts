import { describe, expect, it } from 'vitest';
import {
  type CallerTarget,
  type Mention,
  mentionsOfCaller,
  mentionsOfHistory,
  mentionsOfService,
} from '../../../../src/ecs/uses/mentions.ts';

const arn = (revision: string) => `arn:aws:ecs:eu-west-1:123456789012:task-definition/${revision}`;
const by = 'schedule nightly starts';

function named(...targets: readonly CallerTarget[]): Mention[] {
  return mentionsOfCaller({ name: 'schedule nightly', targets });
}

describe('what a rule or a schedule needs', () => {
  it.each([
    ['web', { family: 'web', by }],
    [arn('web'), { family: 'web', by }],
    [arn('web:7'), { family: 'web', number: 7, by }],
  ])('is %s, where it starts that', (TaskDefinitionArn, mention) => {
    expect(
      named({ Arn: 'arn:aws:ecs:eu-west-1:1:cluster/prod', EcsParameters: { TaskDefinitionArn } }),
    ).toEqual([mention]);
  });

  it.each([
    ['web', { family: 'web', by }],
    ['web:7', { family: 'web', number: 7, by }],
    [arn('web:7'), { family: 'web', number: 7, by }],
  ])('is %s in the input of the call that it makes itself', (taskDefinition, mention) => {
    const Input = JSON.stringify({ Cluster: 'prod', TaskDefinition: taskDefinition });
    expect(named({ Arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask', Input })).toEqual([mention]);
    expect(named({ Arn: 'arn:aws:lambda:eu-west-1:1:function:x', Input })).toEqual([]);
  });

  it('is of each of its targets', () => {
    const target = (name: string) => ({ EcsParameters: { TaskDefinitionArn: arn(name) } });
    expect(named(target('web:7'), {}, target('job'))).toEqual([
      { family: 'web', number: 7, by },
      { family: 'job', by },
    ]);
  });
});

const at = (number: number) => ({ taskDefinition: arn(`web:${number}`) });
const service = { clusterArn: 'arn:aws:ecs:r:1:cluster/prod', serviceName: 'web', ...at(9) };

it('a service needs its revision and those of its deployments and task sets', () => {
  const mentions = mentionsOfService({ ...service, deployments: [at(9), at(8)], taskSets: [at(5)] });
  expect(mentions).toEqual(
    [9, 9, 8, 5].map((number) => ({ family: 'web', number, by: 'service prod/web uses' })),
  );
});

it('a rollback needs what was there before, and what is being deployed', () => {
  const history = { service, underWay: [at(10)], current: [at(9)], before: at(7) };
  expect(mentionsOfHistory(history).map(({ number }) => number)).toEqual([10, 7]);
});
