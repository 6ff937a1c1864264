import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  GetMetricStatisticsCommand,
  ListDashboardsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import {
  CreateTargetGroupCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/server.ts';
import { clientSettings, seen, started, startSmallEstate } from './small-estate.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSmallEstate();
});
afterAll(() => sandbox.close());

const settings = () => clientSettings(sandbox.url);

describe('a client that speaks awsJson 1.1', () => {
  const describeServices = (input: { cluster?: string; services: string[] }) =>
    new ECSClient(settings()).send(new DescribeServicesCommand(input));

  test('reads back members, lists and dates', async () => {
    const answer = await describeServices({ cluster: 'prod', services: ['web', '웹 서비스'] });
    expect(seen.input).toEqual({ cluster: 'prod', services: ['web', '웹 서비스'] });
    expect(answer.services?.map((service) => service.serviceName)).toEqual(['web', '웹 서비스']);
    expect(answer.services?.[0]?.createdAt).toEqual(started);
    expect(answer.failures).toEqual([]);
    expect(answer.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer).not.toHaveProperty('notInTheSchema');
  });

  test('gets an error as the class that the package exports', async () => {
    const failure = describeServices({ cluster: 'gone', services: ['web'] });
    await expect(failure).rejects.toMatchObject({
      name: 'ClusterNotFoundException',
      message: 'Cluster not found.',
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('gets InternalFailure for a handler that fails, and the ledger keeps what it threw', async () => {
    const failure = new ECSClient(settings()).send(new ListClustersCommand({}));
    await expect(failure).rejects.toMatchObject({
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
    expect(sandbox.ledger.bugs.map(({ operation }) => operation)).toEqual(['ecs:ListClusters']);
  });
});

const dialects = [
  ['JSON', undefined],
  ['awsQuery', AwsQueryProtocol],
  ['CBOR', AwsSmithyRpcV2CborProtocol],
] as const;

describe.each(dialects)('CloudWatch in %s', (_name, protocol) => {
  const client = () => new CloudWatchClient({ ...settings(), ...(protocol ? { protocol } : {}) });

  test('reads numbers, dates and lists of structures', async () => {
    const dimensions = [
      { Name: 'ClusterName', Value: 'prod' },
      { Name: 'ServiceName', Value: 'web' },
    ];
    const answer = await client().send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Dimensions: dimensions,
        StartTime: started,
        EndTime: new Date(started.getTime() + 3_600_000),
        Period: 300,
        Statistics: ['Average'],
      }),
    );
    expect(seen.input).toMatchObject({
      Dimensions: dimensions,
      StartTime: started,
      Period: 300,
      Statistics: ['Average'],
    });
    expect(answer.Datapoints).toEqual([{ Timestamp: started, Average: 41.5, Unit: 'Percent' }]);
  });

  test('gets an error without losing its status', async () => {
    const failure = client().send(new DeleteAlarmsCommand({ AlarmNames: ['none'] }));
    await expect(failure).rejects.toMatchObject({
      name: 'ResourceNotFound',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('knows an error by its awsQuery code too', async () => {
    const failure = client().send(
      new PutMetricAlarmCommand({
        AlarmName: 'a',
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
      }),
    );
    await expect(failure).rejects.toMatchObject({ name: 'LimitExceededFault', Code: 'LimitExceeded' });
  });

  test('gets an answer without members', async () => {
    const MetricData = [{ MetricName: 'Backlog', Value: 0.5 }];
    const answer = await client().send(new PutMetricDataCommand({ Namespace: 'Practice', MetricData }));
    expect(seen.input).toEqual({ Namespace: 'Practice', MetricData });
    expect(answer.$metadata.httpStatusCode).toBe(200);
  });

  test('is told in its own form which operation is missing', async () => {
    const failure = client().send(new ListDashboardsCommand({}));
    await expect(failure).rejects.toMatchObject({
      name: 'NotInSandbox',
      message: 'cloudwatch:ListDashboards is not in the sandbox',
      $metadata: { httpStatusCode: 501 },
    });
  });
});

test('a body that the client gzips arrives whole', async () => {
  const MetricData = Array.from({ length: 400 }, (_, index) => ({
    MetricName: `m${index}`,
    Value: index + 0.5,
  }));
  await new CloudWatchClient(settings()).send(
    new PutMetricDataCommand({ Namespace: 'Practice', MetricData }),
  );
  expect(seen.input).toEqual({ Namespace: 'Practice', MetricData });
});

describe('a client that speaks awsQuery', () => {
  const client = () => new ElasticLoadBalancingV2Client(settings());

  test('reads escaped text, dates and empty lists', async () => {
    const answer = await client().send(new DescribeLoadBalancersCommand({ Names: [], PageSize: 20 }));
    expect(seen.input).toEqual({ Names: [], PageSize: 20 });
    expect(answer.LoadBalancers).toEqual([
      { LoadBalancerName: 'a & <b>', CreatedTime: started, AvailabilityZones: [] },
    ]);
    expect(answer.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('sends nested structures and booleans', async () => {
    const input = { Name: 'web', HealthCheckEnabled: false, Matcher: { HttpCode: '200-299' }, Port: 8080 };
    await client().send(new CreateTargetGroupCommand({ ...input, Tags: [{ Key: 'k', Value: '' }] }));
    expect(seen.input).toEqual({ ...input, Tags: [{ Key: 'k', Value: '' }] });
  });

  test('gets an error as the class that the package exports', async () => {
    const failure = client().send(new DescribeLoadBalancersCommand({ Names: ['gone'] }));
    await expect(failure).rejects.toMatchObject({
      name: 'LoadBalancerNotFoundException',
      message: 'none & <nothing>',
      Code: 'LoadBalancerNotFound',
    });
  });

  test('is told which required member is missing, in the form of the service', async () => {
    // @ts-expect-error the SDK's types would not let a program do this
    const failure = client().send(new CreateTargetGroupCommand({}));
    await expect(failure).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
    });
  });
});

describe.each([
  ['JSON', undefined],
  ['awsQuery', AwsQueryProtocol],
] as const)('SQS in %s', (_name, protocol) => {
  const client = () => new SQSClient({ ...settings(), ...(protocol ? { protocol } : {}) });

  test('reads flattened lists and maps', async () => {
    const QueueUrl = `${sandbox.url}/123456789012/jobs`;
    const answer = await client().send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(seen.input).toEqual({ QueueUrl, AttributeNames: ['All'] });
    expect(answer.Attributes).toMatchObject({ ApproximateNumberOfMessages: '12' });
  });

  test('sends flattened maps', async () => {
    const input = {
      QueueUrl: `${sandbox.url}/1/jobs`,
      Attributes: { VisibilityTimeout: '30', Policy: '{"a":"b.c"}' },
    };
    await client().send(new SetQueueAttributesCommand(input));
    expect(seen.input).toEqual(input);
  });

  test('is given URLs at which it can reach the sandbox', async () => {
    const answer = await client().send(new GetQueueUrlCommand({ QueueName: 'jobs' }));
    expect(answer.QueueUrl).toBe(`${sandbox.url}/123456789012/jobs`);
  });

  test('knows a missing queue by either of its names', async () => {
    const failure = client().send(new GetQueueAttributesCommand({ QueueUrl: `${sandbox.url}/1/gone` }));
    await expect(failure).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  });
});
