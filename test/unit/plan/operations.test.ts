import { CloudWatchClient, DeleteAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { ECSClient, RunTaskCommand } from '@aws-sdk/client-ecs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Aws } from '../../../src/aws/aws.ts';
import { operationsOf, sendCall } from '../../../src/plan/operations.ts';

const ecs = mockClient(ECSClient);
const cloudwatch = mockClient(CloudWatchClient);

const operations = {
  ecs: operationsOf(ECSClient, { RunTask: RunTaskCommand }),
  cloudwatch: operationsOf(CloudWatchClient, { DeleteAlarms: DeleteAlarmsCommand }),
};

const aws: Aws = {
  client: (Client) => new Client({ region: 'eu-west-1' }),
  inRegion: () => aws,
  now: () => new Date(),
  close: () => {},
};

const run = { service: 'ecs', operation: 'RunTask', input: { cluster: 'prod', taskDefinition: 'web:1' } };

afterAll(() => {
  ecs.restore();
  cloudwatch.restore();
});

beforeEach(() => {
  ecs.reset();
  cloudwatch.reset();
});

describe('a planned call', () => {
  it('goes to its client as it was planned, and brings its answer', async () => {
    ecs.on(RunTaskCommand).resolves({ tasks: [{ taskArn: 'arn:task' }], failures: [] });
    cloudwatch.on(DeleteAlarmsCommand).resolves({});
    expect(await sendCall(run, operations, aws)).toMatchObject({ tasks: [{ taskArn: 'arn:task' }] });
    await sendCall(
      { service: 'cloudwatch', operation: 'DeleteAlarms', input: { AlarmNames: ['a'] } },
      operations,
      aws,
    );
    expect(ecs.commandCalls(RunTaskCommand, run.input, true)).toHaveLength(1);
    expect(cloudwatch.commandCalls(DeleteAlarmsCommand, { AlarmNames: ['a'] }, true)).toHaveLength(1);
  });

  it.each([
    [
      { failures: [{ arn: 'arn:i', reason: 'RESOURCE:MEMORY', detail: 'too little' }] },
      'RunTask was refused in part: arn:i RESOURCE:MEMORY too little',
    ],
    [{ failures: [{ reason: 'AGENT' }, { arn: 'x' }] }, 'RunTask was refused in part: AGENT; x'],
    [
      { FailedEntries: [{ TargetId: 't', ErrorCode: 'NoSuchRule', ErrorMessage: 'gone' }] },
      'RunTask was refused in part: t NoSuchRule gone',
    ],
  ])('is not done because HTTP says 200: %j', async (answer, message) => {
    ecs.on(RunTaskCommand).resolves(answer as object);
    await expect(sendCall(run, operations, aws)).rejects.toMatchObject({ kind: 'refused', message });
  });

  it('throws what AWS throws', async () => {
    ecs.on(RunTaskCommand).rejects(Object.assign(new Error('no'), { name: 'ClusterNotFoundException' }));
    await expect(sendCall(run, operations, aws)).rejects.toMatchObject({ name: 'ClusterNotFoundException' });
  });

  it.each([
    { ...run, service: 'nothing' },
    { ...run, operation: 'StopTask' },
  ])('that nobody can send is a bug: $service:$operation', async (call) => {
    await expect(sendCall(call, operations, aws)).rejects.toThrow(
      `No way to send ${call.service}:${call.operation}`,
    );
  });
});
