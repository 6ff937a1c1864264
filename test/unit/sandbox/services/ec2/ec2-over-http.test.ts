import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DeleteVpcEndpointsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
  paginateDescribeSubnets,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../../../src/sandbox/server.ts';
import { ec2 } from '../../../../../src/sandbox/services/ec2/index.ts';
import { World } from '../../../../../src/sandbox/world/world.ts';
import { clientSettings } from '../../wire/small-estate.ts';

let sandbox: Sandbox;
let client: EC2Client;
beforeAll(async () => {
  sandbox = await startSandbox({ world: new World(), services: [ec2] });
  client = new EC2Client({ ...clientSettings(sandbox.url), maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await sandbox.close();
});

describe('the SDK’s own client', () => {
  test('makes a network and reads it back with its tags, flags and empty lists', async () => {
    const Tags = [{ Key: '이름', Value: '상점 & 창고' }];
    const { Vpc } = await client.send(
      new CreateVpcCommand({
        CidrBlock: '10.0.0.0/16',
        TagSpecifications: [{ ResourceType: 'vpc', Tags }],
      }),
    );
    for (let index = 0; index < 7; index += 1) {
      const range = { VpcId: Vpc?.VpcId, CidrBlock: `10.0.${index}.0/24` };
      await client.send(new CreateSubnetCommand(range));
    }
    const Filters = [
      { Name: 'tag:이름', Values: ['상점*', 'nothing'] },
      { Name: 'is-default', Values: ['false'] },
    ];
    const { Vpcs } = await client.send(new DescribeVpcsCommand({ Filters }));
    expect(Vpcs).toMatchObject([{ VpcId: Vpc?.VpcId, IsDefault: false, State: 'available', Tags }]);
    const { Subnets } = await client.send(
      new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [Vpc?.VpcId ?? ''] }] }),
    );
    expect(Subnets).toHaveLength(7);
    expect(Subnets?.[0]).toMatchObject({ AvailableIpAddressCount: 251, Tags: [] });
  });

  test('turns pages', async () => {
    const sizes: (number | undefined)[] = [];
    for await (const { Subnets } of paginateDescribeSubnets({ client, pageSize: 5 }, {})) {
      sizes.push(Subnets?.length);
    }
    expect(sizes).toEqual([5, 2]);
  });

  test('gives rules in nested lists', async () => {
    const { Vpcs } = await client.send(new DescribeVpcsCommand({}));
    const { GroupId } = await client.send(
      new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web', VpcId: Vpcs?.[0]?.VpcId }),
    );
    const IpRanges = [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '192.168.0.0/16', Description: '사무실' }];
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges }];
    const made = await client.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    expect(made.SecurityGroupRules).toHaveLength(2);
    const { SecurityGroups } = await client.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [GroupId ?? ''] }),
    );
    expect(SecurityGroups?.[0]?.IpPermissions).toMatchObject(IpPermissions);
  });

  test.each([
    ['InvalidVpcID.NotFound', () => client.send(new DescribeVpcsCommand({ VpcIds: ['vpc-0'] }))],
    ['InvalidSubnetID.NotFound', () => client.send(new DeleteSubnetCommand({ SubnetId: 'subnet-0' }))],
    ['DryRunOperation', () => client.send(new DescribeVpcsCommand({ DryRun: true }))],
    [
      'DependencyViolation',
      async () => {
        const { Vpcs } = await client.send(new DescribeVpcsCommand({}));
        return client.send(new DeleteVpcCommand({ VpcId: Vpcs?.[0]?.VpcId }));
      },
    ],
  ])('gets %s by its name', async (name, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ name });
  });

  test('finds in a good answer what could not be deleted', async () => {
    const answer = await client.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: ['vpce-0'] }));
    expect(answer.Unsuccessful).toMatchObject([
      { ResourceId: 'vpce-0', Error: { Code: 'InvalidVpcEndpoint.NotFound' } },
    ]);
  });
});
