import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/server.ts';
import { clientSettings, sendForm, sendJson, startSmallEstate } from './small-estate.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSmallEstate();
});
afterAll(() => sandbox.close());

const ecsTarget = 'AmazonEC2ContainerServiceV20141113';

describe('credentials', () => {
  test.each([
    [
      'EXPIREDKEY',
      'ExpiredTokenException',
      'ExpiredToken',
      'The security token included in the request is expired',
    ],
    [
      'UNKNOWNKEY',
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
    ],
  ])(
    'an access key id %s is refused under the name of each protocol',
    async (accessKeyId, json, query, message) => {
      const settings = clientSettings(sandbox.url, accessKeyId);
      const update = new ECSClient(settings).send(new UpdateServiceCommand({ service: 'web' }));
      await expect(update).rejects.toMatchObject({ name: json, message });
      const describeAll = new ElasticLoadBalancingV2Client(settings).send(
        new DescribeLoadBalancersCommand({}),
      );
      await expect(describeAll).rejects.toMatchObject({ name: query, message });
    },
  );

  test('a request without any is refused', async () => {
    const response = await sendJson(sandbox.url, `${ecsTarget}.ListClusters`, '{}', { authorization: '' });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      __type: 'MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    });
  });
});

describe('an awsJson body', () => {
  const describeServices = (body: string) => sendJson(sandbox.url, `${ecsTarget}.DescribeServices`, body);

  test('that lacks a required member is refused by its name', async () => {
    const response = await describeServices('{"cluster":"prod"}');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      __type: 'com.amazonaws.ecs#InvalidParameterException',
      message:
        "1 validation error detected: Value null at 'services' failed to satisfy constraint: Member must not be null",
    });
  });

  test.each([
    ['no JSON', '{"cluster":'],
    ['a list instead of an object', '[]'],
    ['a string instead of a list', '{"services":"web"}'],
    ['a number instead of a string', '{"services":["web"],"cluster":5}'],
    ['a list instead of a string', '{"services":["web"],"cluster":["prod"]}'],
  ])('that is %s is refused as such', async (_what, body) => {
    const response = await describeServices(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'SerializationException' });
  });

  test('may hold members that are not known, and nulls', async () => {
    const response = await describeServices('{"services":["web"],"cluster":null,"shape":"round"}');
    expect(response.status).toBe(200);
  });
});

describe('a request that no handler answers', () => {
  test('is refused with a status that no client retries', async () => {
    const response = await sendJson(sandbox.url, `${ecsTarget}.CreateTaskSet`, '{}');
    expect(response.status).toBe(501);
    expect(await response.json()).toEqual({
      __type: 'NotInSandbox',
      message: 'ecs:CreateTaskSet is not in the sandbox',
    });
  });

  test.each(['constructor', 'toString', 'NoSuchThing'])('%s is no operation', async (name) => {
    expect((await sendJson(sandbox.url, `${ecsTarget}.${name}`, '{}')).status).toBe(501);
  });

  test('names the service when it is the service that is missing', async () => {
    const response = await sendForm(sandbox.url, 'redshift', { Action: 'DescribeClusters' });
    expect(await response.text()).toContain('<Message>redshift is not in the sandbox</Message>');
  });

  test('finds the service by its target when the signature names none', async () => {
    const response = await sendJson(sandbox.url, `${ecsTarget}.DescribeServices`, '{}', {
      authorization: '',
    });
    expect(response.status).toBe(403);
    expect(sandbox.ledger.entries.at(-1)).toMatchObject({
      service: 'ecs',
      iamAction: 'ecs:DescribeServices',
    });
  });
});
