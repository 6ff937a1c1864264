import { describe, expect, it } from 'vitest';
import { targetTies } from '../../../../src/cleanup/kinds/events/target-ties.ts';
import { inWords } from './kind-practice.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const RoleArn = 'arn:aws:iam::123456789012:role/service-role/starter';

describe('what a target ties a rule or a schedule to', () => {
  it('is, for tasks, the cluster, the family, the network and the role', () => {
    const ties = targetTies({
      Arn: arn('ecs', 'cluster/prod'),
      RoleArn,
      EcsParameters: {
        TaskDefinitionArn: arn('ecs', 'task-definition/report:3'),
        NetworkConfiguration: {
          awsvpcConfiguration: { Subnets: ['subnet-1', 'subnet-2'], SecurityGroups: ['sg-1'] },
        },
        CapacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }, { capacityProvider: 'nodes' }],
      },
    });
    expect(inWords(ties)).toEqual([
      'serves cluster prod',
      'serves task definition family report',
      `refers to task definition ${arn('ecs', 'task-definition/report:3')}`,
      'refers to subnet subnet-1',
      'refers to subnet subnet-2',
      'refers to security group sg-1',
      'refers to capacity provider nodes',
      `needs role ${RoleArn}`,
    ]);
  });

  it('is no revision where none is named', () => {
    const EcsParameters = { TaskDefinitionArn: arn('ecs', 'task-definition/report') };
    expect(inWords(targetTies({ Arn: arn('ecs', 'cluster/prod'), EcsParameters }))).toEqual([
      'serves cluster prod',
      'serves task definition family report',
    ]);
  });

  it.each([
    [arn('logs', 'log-group:/aws/events/tasks:*'), 'serves log group /aws/events/tasks'],
    [arn('logs', 'log-group:/aws/events/tasks'), 'serves log group /aws/events/tasks'],
    [arn('lambda', 'function:resize'), `serves lambda function ${arn('lambda', 'function:resize')}`],
    [arn('sqs', 'jobs'), `serves queue ${arn('sqs', 'jobs')}`],
    [arn('batch', 'job-queue/nightly'), `serves batch target ${arn('batch', 'job-queue/nightly')}`],
  ])('is the thing that %s names', (Arn, words) => {
    expect(inWords(targetTies({ Arn }))).toEqual([words]);
  });
});

describe('what a schedule that calls AWS is tied to', () => {
  const calls = (operation: string, input?: unknown) =>
    inWords(
      targetTies({
        Arn: `arn:aws:scheduler:::aws-sdk:${operation}`,
        ...(input !== undefined && { Input: typeof input === 'string' ? input : JSON.stringify(input) }),
      }),
    );

  it('is the service that it scales', () => {
    const input = { Cluster: 'prod', Service: 'web', DesiredCount: 0 };
    expect(calls('ecs:updateService', input)).toEqual(['serves cluster prod', 'serves service prod/web']);
  });

  it('is the family that it runs, in the cluster named default where it names none', () => {
    const input = { TaskDefinition: arn('ecs', 'task-definition/report:3') };
    expect(calls('ecs:runTask', input)).toEqual([
      'serves cluster default',
      'serves task definition family report',
    ]);
  });

  it('is what ARNs name', () => {
    const input = { Cluster: arn('ecs', 'cluster/prod'), Service: arn('ecs', 'service/prod/web') };
    expect(calls('ecs:updateService', input)).toEqual(['serves cluster prod', 'serves service prod/web']);
  });

  it.each([undefined, '', 'no json', '[]', '7', '{"Cluster":7}'])(
    'is the cluster alone with the input %s',
    (input) => {
      expect(calls('ecs:updateService', input)).toEqual(['serves cluster default']);
    },
  );

  it('is an operation that nobody looks for, of any other service', () => {
    expect(calls('rds:stopDBInstance', {})).toEqual(['serves rds operation stopDBInstance']);
  });
});
