import type { Service } from '../../../../src/sandbox/service.ts';
import type { OperationTuple, SchemaRef } from '../../../../src/sandbox/wire/sdk-internals.ts';

const [text, number, timestamp, texts] = [0, 1, 4, 64];
const nothing: SchemaRef = 'unit';

/**
 * `[kind, namespace, name, traits, member names, member schemas, how many are required]`, as a package would
 * hold it.
 */
function structure(name: string, members: Record<string, unknown>, required = 0): SchemaRef {
  return [3, 'made.up', name, 0, Object.keys(members), Object.values(members), required] as SchemaRef;
}

function operation(name: string, traits: object, input: SchemaRef, output: SchemaRef): OperationTuple {
  return [9, 'made.up', name, traits, input, output] as OperationTuple;
}

const window = structure('Window', { mode: text, minutes: number });
const filter = structure('Filter', {
  Name: [text, { xmlName: 'name' }],
  Values: [texts, { xmlName: 'Value' }],
});
const filters = [1, 'made.up', 'Filters', 0, [() => filter, { xmlName: 'Filter' }]] as SchemaRef;
const subnet = structure('Subnet', { SubnetId: [text, { ec2QueryName: 'SubnetId', xmlName: 'subnetId' }] });
const subnets = [1, 'made.up', 'Subnets', 0, [() => subnet, { xmlName: 'item' }]] as SchemaRef;

/** Operations bound to HTTP as those of the services are that speak REST. */
export const rest = {
  PutSchedule$: operation(
    'PutSchedule',
    { http: ['PUT', '/schedules/{Name}', 201] },
    structure(
      'PutScheduleInput',
      {
        Name: [text, 1],
        Group: [text, { httpQuery: 'groupName' }],
        Keys: [texts, { httpQuery: 'key' }],
        Start: [timestamp, { httpQuery: 'start' }],
        Caller: [text, { httpHeader: 'X-Caller' }],
        Window: [() => window, { jsonName: 'window' }],
        At: timestamp,
      },
      1,
    ),
    structure('PutScheduleOutput', { Arn: text, Revision: [number, { httpHeader: 'X-Revision' }] }),
  ),
  GetNewest$: operation('GetNewest', { http: ['GET', '/schedules/newest', 200] }, nothing, nothing),
  GetSchedule$: operation(
    'GetSchedule',
    { http: ['GET', '/schedules/{Name}', 200] },
    structure('GetScheduleInput', { Name: [text, 1] }, 1),
    nothing,
  ),
  PutObject$: operation(
    'PutObject',
    { http: ['PUT', '/objects/{Key+}', 200] },
    structure('PutObjectInput', { Key: [text, 1], Body: [() => window, 16] }, 1),
    structure('PutObjectOutput', { Body: [() => window, 16] }),
  ),
};

/** An operation with the names that EC2's schemas have. */
export const ec2 = {
  DescribeSubnets$: operation(
    'DescribeSubnets',
    {},
    structure('DescribeSubnetsRequest', {
      Filters: [() => filters, { xmlName: 'Filter' }],
      SubnetIds: [texts, { xmlName: 'SubnetId' }],
      maxResults: number,
    }),
    structure('DescribeSubnetsResult', { Subnets: [() => subnets, { xmlName: 'subnetSet' }] }),
  ),
};

/** A service of made-up operations, in the shape of an SDK package. */
export function madeUpService(
  signingName: string,
  operations: Record<string, OperationTuple>,
  handlers: Service['handlers'],
): Service {
  class MadeUpClient {
    readonly config = { protocolSettings: settingsOf(signingName) };
  }
  return {
    signingName,
    iamPrefix: signingName,
    sdk: async () => ({ MadeUpClient, ...operations }),
    handlers,
  };
}

/** Of the two, only EC2 speaks XML. */
function settingsOf(signingName: string) {
  const settings = {
    defaultNamespace: 'made.up',
    version: '2026-03-01',
    serviceTarget: 'MadeUp_20260301',
  };
  return signingName === 'ec2' ? { ...settings, xmlNamespace: 'http://made.up/doc/2026-03-01/' } : settings;
}
