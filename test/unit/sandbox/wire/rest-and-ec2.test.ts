import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/server.ts';
import { AwsError, type Handler } from '../../../../src/sandbox/service.ts';
import { World } from '../../../../src/sandbox/world/world.ts';
import { ec2, madeUpService, rest } from './made-up-service.ts';
import { authorization, sendForm } from './small-estate.ts';

let input: unknown;
const remember =
  (output?: unknown): Handler =>
  (given: unknown) => {
    input = given;
    return output;
  };

const services = [
  madeUpService('scheduler', rest, {
    PutSchedule: remember({ Arn: 'arn:made:up', Revision: 7 }),
    GetNewest: remember(),
    GetSchedule: () => {
      throw new AwsError('ThrottlingException', 'Rate exceeded');
    },
    PutObject: remember({ Body: { mode: 'FLEXIBLE', minutes: 5 } }),
  }),
  madeUpService('ec2', ec2, { DescribeSubnets: remember({ Subnets: [{ SubnetId: 'subnet-1' }] }) }),
];

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ world: new World(), services });
});
beforeEach(() => {
  input = undefined;
});
afterAll(() => sandbox.close());

const send = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  fetch(sandbox.url + path, {
    method,
    headers: { authorization: authorization('scheduler'), 'content-type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });

describe('restJson', () => {
  test('reads path, query, headers and body, each where the traits bind it', async () => {
    const path = '/schedules/nightly%20run%2F1?groupName=prod&key=a&key=b%26c&start=2026-03-01T00%3A00%3A00Z';
    const response = await send('PUT', path, { window: { mode: 'OFF' }, At: 1.5 }, { 'x-caller': 'me' });
    expect(input).toEqual({
      Name: 'nightly run/1',
      Group: 'prod',
      Keys: ['a', 'b&c'],
      Start: new Date('2026-03-01T00:00:00Z'),
      Caller: 'me',
      Window: { mode: 'OFF' },
      At: new Date(1500),
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-revision')).toBe('7');
    expect(await response.json()).toEqual({ Arn: 'arn:made:up' });
  });

  test('takes the more literal of two paths, whichever is declared first', async () => {
    const response = await send('GET', '/schedules/newest');
    expect(response.status).toBe(200);
    expect(sandbox.ledger.entries.at(-1)?.operation).toBe('GetNewest');
  });

  test('reads and writes a payload member as the whole body, and a greedy label over slashes', async () => {
    const response = await send('PUT', '/objects/a/b%20c', { mode: 'OFF' });
    expect(input).toEqual({ Key: 'a/b c', Body: { mode: 'OFF' } });
    expect(await response.json()).toEqual({ mode: 'FLEXIBLE', minutes: 5 });
  });

  test('names an error in a header', async () => {
    const response = await send('GET', '/schedules/any');
    expect(response.headers.get('x-amzn-errortype')).toBe('ThrottlingException');
    expect(await response.json()).toEqual({ message: 'Rate exceeded' });
  });

  test('says so when no operation has the method and path', async () => {
    const response = await send('DELETE', '/nothing');
    expect(response.status).toBe(501);
    expect(await response.json()).toEqual({ message: 'scheduler:DELETE /nothing is not in the sandbox' });
  });
});

describe('ec2Query', () => {
  test('reads capitalized keys and flat lists', async () => {
    await sendForm(sandbox.url, 'ec2', {
      Action: 'DescribeSubnets',
      Version: '2016-11-15',
      'Filter.1.Name': 'vpc-id',
      'Filter.1.Value.1': 'vpc-1',
      'Filter.1.Value.2': 'vpc-2',
      'SubnetId.1': 'subnet-1',
      MaxResults: '20',
    });
    expect(input).toEqual({
      Filters: [{ Name: 'vpc-id', Values: ['vpc-1', 'vpc-2'] }],
      SubnetIds: ['subnet-1'],
      maxResults: 20,
    });
  });

  test('writes the output beside the request id, without a result element', async () => {
    const response = await sendForm(sandbox.url, 'ec2', { Action: 'DescribeSubnets' });
    const id = response.headers.get('x-amzn-requestid');
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<DescribeSubnetsResponse xmlns="http://made.up/doc/2026-03-01/">' +
        `<requestId>${id}</requestId>` +
        '<subnetSet><item><subnetId>subnet-1</subnetId></item></subnetSet></DescribeSubnetsResponse>',
    );
  });

  test('writes errors in its own envelope', async () => {
    const response = await sendForm(sandbox.url, 'ec2', { Action: 'RunInstances' });
    expect(response.status).toBe(501);
    expect(await response.text()).toContain(
      '<Response><Errors><Error><Code>NotInSandbox</Code><Message>ec2:RunInstances is not in the sandbox</Message>',
    );
  });
});
