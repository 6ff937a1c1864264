import { describe, expect, it } from 'vitest';
import type { Network } from '../../../../src/ecr/access/found.ts';
import { judgeRoad } from '../../../../src/ecr/access/judge/road.ts';
import type { Light } from '../../../../src/terminal/light.ts';
import {
  aNetwork,
  anAccess,
  anImage,
  endpoint,
  group,
  policy,
  table,
  toInternet,
  toNat,
} from './found-access.ts';

type Case = [what: string, network: Partial<Network>, light: Light, text: RegExp];

const hidden = { stations: [{ subnet: 'subnet-1', groups: ['sg-1'], publicIp: false }] };
const open = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const toS3 = { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-s3', State: 'active' as const };
const https = (more: object) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...more });
const fromTasks = https({ UserIdGroupPairs: [{ GroupId: 'sg-1' }] });

/** A subnet without an internet, and the three endpoints that a pull takes. */
function closed(
  more: Parameters<typeof endpoint>[1] = {},
  s3: Parameters<typeof endpoint>[1] = {},
): Partial<Network> {
  const gateway = {
    VpcEndpointType: 'Gateway' as const,
    RouteTableIds: ['rtb-1'],
    Groups: [],
    PrivateDnsEnabled: false,
  };
  return {
    ...hidden,
    tables: [table(toS3)],
    endpoints: [endpoint('ecr.api', more), endpoint('ecr.dkr'), endpoint('s3', { ...gateway, ...s3 })],
    groups: [group('sg-1'), group('sg-2', [], [fromTasks])],
  };
}

const lets = (Action: string | string[], Resource = '*') => ({
  PolicyDocument: policy({ ...open, Action, Resource }),
});

const cases: readonly Case[] = [
  ['a public address and an internet gateway', {}, 'green', /by a public address, through igw-1/],
  ['an internet gateway and no address', hidden, 'red', /takes a public address/],
  ['a NAT gateway', { ...hidden, tables: [table(toNat)] }, 'green', /through nat-1/],
  [
    'a NAT gateway that has failed',
    { ...hidden, tables: [table(toNat)], nats: [{ NatGatewayId: 'nat-1', State: 'failed' }] },
    'red',
    /nat-1 is failed/,
  ],
  [
    'a private NAT gateway',
    {
      ...hidden,
      tables: [table(toNat)],
      nats: [{ NatGatewayId: 'nat-1', State: 'available', ConnectivityType: 'private' }],
    },
    'red',
    /private NAT/,
  ],
  ['a route to nothing', { tables: [table({ ...toInternet, State: 'blackhole' })] }, 'red', /is gone/],
  [
    'a transit gateway',
    { tables: [table({ DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: 'tgw-1', State: 'active' })] },
    'unknown',
    /tgw-1/,
  ],
  [
    'IPv6 alone',
    { tables: [table({ DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-1', State: 'active' })] },
    'unknown',
    /IPv6/,
  ],
  ['no way at all', { tables: [table()] }, 'red', /no way to the internet, and no endpoint/],
  [
    'the main table of the VPC',
    { tables: [{ ...table(toInternet), Associations: [{ Main: true }] }] },
    'green',
    /igw-1/,
  ],
  ['groups that let nothing out', { groups: [group('sg-1', [])] }, 'red', /let no HTTPS out/],
  [
    'groups that let other ports out',
    { groups: [group('sg-1', [https({ FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] })])] },
    'red',
    /let no HTTPS out/,
  ],
  [
    'groups that let HTTPS out',
    { groups: [group('sg-1', [https({ IpRanges: [{ CidrIp: '0.0.0.0/0' }] })])] },
    'green',
    /igw-1/,
  ],
  [
    'groups that let HTTPS out to some',
    { groups: [group('sg-1', [https({ IpRanges: [{ CidrIp: '52.0.0.0/8' }] })])] },
    'unknown',
    /some addresses/,
  ],

  [
    'endpoints',
    closed(),
    'green',
    /through the endpoint vpce-ecr.api; through the endpoint vpce-ecr.dkr; through the endpoint vpce-s3/,
  ],
  [
    'endpoints but one',
    { ...closed(), endpoints: closed().endpoints?.slice(1) ?? [] },
    'red',
    /does not reach ECR's API: there is no way/,
  ],
  [
    'endpoints but for the layers',
    { ...closed(), endpoints: closed().endpoints?.slice(0, 2) ?? [] },
    'red',
    /does not reach the layers in S3/,
  ],
  [
    'a gateway endpoint on another table',
    closed({}, { RouteTableIds: ['rtb-2'] }),
    'red',
    /the layers in S3/,
  ],
  ['an endpoint without a private name', closed({ PrivateDnsEnabled: false }), 'red', /ECR's API/],
  ['an endpoint that is not ready', closed({ State: 'Pending' }), 'red', /ECR's API/],
  ['an endpoint whose policy lets it', closed(lets('ecr:*')), 'green', /vpce-ecr.api/],
  [
    'an endpoint whose policy does not',
    closed(lets('ecr:BatchGetImage')),
    'red',
    /does not let ecr:GetAuthorizationToken through/,
  ],
  [
    'a bucket that a policy does not let',
    closed({}, lets('s3:GetObject', 'arn:aws:s3:::mine/*')),
    'red',
    /does not let s3:GetObject/,
  ],
  [
    'the bucket that a policy lets',
    closed({}, lets('s3:GetObject', 'arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*')),
    'green',
    /vpce-s3/,
  ],
  [
    'an endpoint that lets nobody in',
    { ...closed(), groups: [group('sg-1'), group('sg-2')] },
    'red',
    /let no HTTPS in/,
  ],
  [
    'an endpoint that lets the subnet in',
    {
      ...closed(),
      groups: [group('sg-1'), group('sg-2', [], [https({ IpRanges: [{ CidrIp: '10.0.0.0/16' }] })])],
    },
    'green',
    /vpce-ecr.api/,
  ],
  [
    'an endpoint that lets another subnet in',
    {
      ...closed(),
      groups: [group('sg-1'), group('sg-2', [], [https({ IpRanges: [{ CidrIp: '10.0.9.0/24' }] })])],
    },
    'unknown',
    /perhaps/,
  ],
  [
    'groups that let out to the endpoints alone',
    {
      ...closed(),
      groups: [
        group('sg-1', [
          https({ UserIdGroupPairs: [{ GroupId: 'sg-2' }], PrefixListIds: [{ PrefixListId: 'pl-1' }] }),
        ]),
        group('sg-2', [], [fromTasks]),
      ],
    },
    'green',
    /vpce-s3/,
  ],
  [
    'an endpoint in the way of the internet',
    {
      endpoints: [endpoint('ecr.dkr', lets('ecr:DescribeImages'))],
      groups: [group('sg-1'), group('sg-2', [], [fromTasks])],
    },
    'red',
    /does not reach the registry/,
  ],
];

describe('the road', () => {
  it.each(cases)('by %s', (_, network, light, text) => {
    const found = anAccess({ network: { value: aNetwork(network) } });
    expect(judgeRoad(found, anImage().name)).toEqual([
      expect.objectContaining({ light, text: expect.stringMatching(text) }),
    ]);
  });

  it('to another region leads through the internet, whatever endpoints there are', () => {
    const found = anAccess({ network: { value: aNetwork(closed()) } });
    const [check] = judgeRoad(found, anImage({}, { region: 'us-east-1' }).name);
    expect(check).toMatchObject({ light: 'red', text: expect.stringContaining('of us-east-1') });
  });

  it('is told of once where it is the same from several subnets, and apart where it is not', () => {
    const subnets = ['1', '3', '2'].map((id) => ({
      SubnetId: `subnet-${id}`,
      VpcId: 'vpc-1',
      CidrBlock: `10.0.${id}.0/24`,
    }));
    const stations = subnets.map(({ SubnetId: subnet }) => ({ subnet, groups: ['sg-1'], publicIp: true }));
    const associated = {
      ...table(toInternet),
      Associations: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-3' }],
    };
    const network = aNetwork({ stations, subnets, tables: [associated] });
    const checks = judgeRoad(anAccess({ network: { value: network } }), anImage().name);
    expect(checks.map(({ light }) => light)).toEqual(['green', 'red']);
    expect(checks[0]?.text).toMatch(/^from subnet-1 and subnet-3 a pull reaches/);
  });
});
