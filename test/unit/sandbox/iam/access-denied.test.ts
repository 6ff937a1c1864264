import { CloudWatchClient, DeleteAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../../../src/sandbox/iam/policy.ts';
import type { Sandbox } from '../../../../src/sandbox/server.ts';
import { clientSettings, startSmallEstate } from '../wire/small-estate.ts';

const policy: PolicyDocument = {
  Statement: [
    { Effect: 'Allow', Action: 'ecs:Describe*', Resource: '*' },
    { Effect: 'Allow', Action: 'ecs:UpdateService', Resource: 'arn:aws:ecs:*:*:service/stage/*' },
    { Effect: 'Deny', Action: 'cloudwatch:*', Resource: '*' },
  ],
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSmallEstate({ policy });
});
afterAll(() => sandbox.close());

const user = 'User: arn:aws:sts::123456789012:assumed-role/practice/you is not authorized to perform:';

describe('with a policy', () => {
  test('what it allows is answered', async () => {
    const client = new ECSClient(clientSettings(sandbox.url));
    await expect(client.send(new DescribeServicesCommand({ services: ['web'] }))).resolves.toBeDefined();
    await expect(
      client.send(new UpdateServiceCommand({ cluster: 'stage', service: 'web' })),
    ).resolves.toBeDefined();
  });

  test('what it does not allow on the resource is refused in the words of AWS', async () => {
    const client = new ECSClient(clientSettings(sandbox.url));
    const update = client.send(new UpdateServiceCommand({ cluster: 'prod', service: 'web' }));
    const resource = 'arn:aws:ecs:eu-west-1:123456789012:service/prod/web';
    await expect(update).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `${user} ecs:UpdateService on resource: ${resource} because no identity-based policy allows the ecs:UpdateService action`,
    });
  });

  test('a service that speaks awsQuery has its own name for it', async () => {
    const client = new ElasticLoadBalancingV2Client(clientSettings(sandbox.url));
    await expect(client.send(new DescribeLoadBalancersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `${user} elasticloadbalancing:DescribeLoadBalancers on resource: * because no identity-based policy allows the elasticloadbalancing:DescribeLoadBalancers action`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('a deny is told from what is merely not allowed', async () => {
    const client = new CloudWatchClient(clientSettings(sandbox.url));
    await expect(client.send(new DeleteAlarmsCommand({ AlarmNames: ['a'] }))).rejects.toMatchObject({
      message: `${user} cloudwatch:DeleteAlarms on resource: * with an explicit deny in an identity-based policy`,
    });
  });
});
