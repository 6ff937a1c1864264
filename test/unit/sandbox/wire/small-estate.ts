import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ecs from '@aws-sdk/client-ecs';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as sqs from '@aws-sdk/client-sqs';
import { type SandboxOptions, startSandbox } from '../../../../src/sandbox/server.ts';
import { AwsError, type Service } from '../../../../src/sandbox/service.ts';
import { World } from '../../../../src/sandbox/world/world.ts';

export const started = new Date('2026-03-01T09:30:00.250Z');

/** What the handlers below were given last, so that a test can see what came over the wire. */
export const seen: { input?: unknown } = {};

const ecsService: Service = {
  signingName: 'ecs',
  iamPrefix: 'ecs',
  sdk: async () => ecs,
  handlers: {
    DescribeServices: (input: ecs.DescribeServicesCommandInput) => {
      seen.input = input;
      if (input.cluster === 'gone') throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
      const services = input.services?.map((serviceName) => ({
        serviceName,
        desiredCount: 2,
        createdAt: started,
      }));
      return { services, failures: [], notInTheSchema: 'dropped' };
    },
    UpdateService: (input: ecs.UpdateServiceCommandInput) => ({ service: { serviceName: input.service } }),
    ListClusters: () => {
      throw new TypeError('a fault of the handler');
    },
  },
  resourceOf: (_operation, input, { region, world }) =>
    typeof input.service === 'string'
      ? [`arn:aws:ecs:${region.name}:${world.accountId}:service/${input.cluster}/${input.service}`]
      : [],
};

const cloudwatchService: Service = {
  signingName: 'monitoring',
  iamPrefix: 'cloudwatch',
  sdk: async () => cloudwatch,
  handlers: {
    PutMetricData: (input: cloudwatch.PutMetricDataCommandInput) => {
      seen.input = input;
    },
    GetMetricStatistics: (input: cloudwatch.GetMetricStatisticsCommandInput) => {
      seen.input = input;
      return {
        Label: input.MetricName,
        Datapoints: [{ Timestamp: started, Average: 41.5, Unit: 'Percent' }],
      };
    },
    DeleteAlarms: () => {
      throw new AwsError('ResourceNotFound', 'no such alarm');
    },
    PutMetricAlarm: () => {
      throw new AwsError('LimitExceededFault', 'too many alarms');
    },
  },
};

const elbv2Service: Service = {
  signingName: 'elasticloadbalancing',
  iamPrefix: 'elasticloadbalancing',
  sdk: async () => elbv2,
  handlers: {
    DescribeLoadBalancers: (input: elbv2.DescribeLoadBalancersCommandInput) => {
      seen.input = input;
      if (input.Names?.includes('gone'))
        throw new AwsError('LoadBalancerNotFoundException', 'none & <nothing>');
      return {
        LoadBalancers: [{ LoadBalancerName: 'a & <b>', CreatedTime: started, AvailabilityZones: [] }],
      };
    },
    CreateTargetGroup: (input: elbv2.CreateTargetGroupCommandInput) => {
      seen.input = input;
      return { TargetGroups: [] };
    },
    DescribeTags: () => ({ TagDescriptions: [] }),
  },
};

const sqsService: Service = {
  signingName: 'sqs',
  iamPrefix: 'sqs',
  sdk: async () => sqs,
  handlers: {
    GetQueueAttributes: (input: sqs.GetQueueAttributesCommandInput) => {
      seen.input = input;
      if (input.QueueUrl?.endsWith('/gone')) throw new AwsError('QueueDoesNotExist', 'no such queue');
      return {
        Attributes: {
          ApproximateNumberOfMessages: '12',
          QueueArn: 'arn:aws:sqs:eu-west-1:123456789012:jobs',
        },
      };
    },
    SetQueueAttributes: (input: sqs.SetQueueAttributesCommandInput) => {
      seen.input = input;
    },
    GetQueueUrl: (input: sqs.GetQueueUrlCommandInput, { endpoint }) => ({
      QueueUrl: `${endpoint}/123456789012/${input.QueueName}`,
    }),
  },
};

/** A sandbox with a handful of made-up operations of real services, enough to see every protocol at work. */
export function startSmallEstate(options: Partial<SandboxOptions> = {}) {
  const services = [ecsService, cloudwatchService, elbv2Service, sqsService];
  return startSandbox({ world: new World(), services, ...options });
}

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/** Settings for an SDK client that speaks to the sandbox and does not try again by itself. */
export function clientSettings(url: string, accessKeyId = credentials.accessKeyId) {
  return { endpoint: url, region: 'eu-west-1', credentials: { ...credentials, accessKeyId }, maxAttempts: 1 };
}

/** An Authorization header for `signingName`, signed as far as the sandbox looks. */
export function authorization(signingName: string, accessKeyId = credentials.accessKeyId): string {
  const scope = `${accessKeyId}/20260301/eu-west-1/${signingName}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
}

/** Sends a form-encoded request, as clients did before their services spoke JSON. */
export function sendForm(url: string, signingName: string, form: Record<string, string>): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      authorization: authorization(signingName),
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: new URLSearchParams(form),
  });
}

/** Sends an awsJson request with exactly this body. */
export function sendJson(url: string, target: string, body: string, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: 'POST',
    headers: {
      authorization: authorization('ecs'),
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      ...headers,
    },
    body,
  });
}
