import { describe, expect, it } from 'vitest';
import { DescribeNetworkInterfaces } from '../../../../../src/sandbox/services/ec2/network-interfaces.ts';
import {
  CreateRouteTable,
  DescribeRouteTables,
} from '../../../../../src/sandbox/services/ec2/route-tables.ts';
import { DeleteSecurityGroup } from '../../../../../src/sandbox/services/ec2/security-groups.ts';
import {
  CreateVpcEndpoint,
  DeleteVpcEndpoints,
  DescribeVpcEndpoints,
} from '../../../../../src/sandbox/services/ec2/vpc-endpoints.ts';
import { refusal } from '../../world/practice-world.ts';
import { practiceNetwork } from './practice-network.ts';

describe('an interface endpoint', () => {
  function withEndpoint() {
    const network = practiceNetwork({ endpointCreationSeconds: 60, endpointDeletionSeconds: 40 });
    const { practice, vpc, subnets, group } = network;
    const { VpcEndpoint } = CreateVpcEndpoint(
      {
        ...{ VpcId: vpc, VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.us-east-1.logs' },
        ...{ SubnetIds: [...subnets], SecurityGroupIds: [group] },
      },
      practice.call,
    );
    const id = VpcEndpoint?.VpcEndpointId ?? '';
    const read = () => DescribeVpcEndpoints({ VpcEndpointIds: [id] }, practice.call).VpcEndpoints?.[0];
    const interfaces = () => DescribeNetworkInterfaces({}, practice.call).NetworkInterfaces ?? [];
    return { ...network, id, read, interfaces };
  }

  it('has an interface in each of its subnets', () => {
    const { practice, id, read, interfaces } = withEndpoint();
    expect(read()).toMatchObject({ State: 'pending' });
    practice.pass(60);
    expect(read()).toMatchObject({ State: 'available', PrivateDnsEnabled: true });
    expect(interfaces().map(({ NetworkInterfaceId }) => NetworkInterfaceId)).toEqual(
      read()?.NetworkInterfaceIds,
    );
    expect(interfaces()[0]).toMatchObject({
      ...{ Description: `VPC Endpoint Interface ${id}`, InterfaceType: 'vpc_endpoint' },
      RequesterManaged: true,
    });
  });

  it('holds its security group until it is gone', () => {
    const { practice, group, id, read, interfaces } = withEndpoint();
    const removeGroup = () => refusal(() => DeleteSecurityGroup({ GroupId: group }, practice.call));
    expect(DeleteVpcEndpoints({ VpcEndpointIds: [id] }, practice.call)).toEqual({ Unsuccessful: [] });
    practice.pass(30);
    expect(read()).toMatchObject({ State: 'deleting' });
    expect(removeGroup()).toMatch(/^DependencyViolation: /);
    practice.pass(10);
    expect(refusal(read)).toBe(`InvalidVpcEndpointId.NotFound: The Vpc Endpoint Id '${id}' does not exist`);
    expect(interfaces()).toEqual([]);
    expect(removeGroup()).toBe('');
  });
});

describe('a gateway endpoint', () => {
  it('is a route in its tables', () => {
    const { practice, vpc } = practiceNetwork();
    const { call } = practice;
    const table = CreateRouteTable({ VpcId: vpc }, call).RouteTable?.RouteTableId ?? '';
    const input = { VpcId: vpc, ServiceName: 'com.amazonaws.us-east-1.s3', RouteTableIds: [table] };
    const made = CreateVpcEndpoint(input, call).VpcEndpoint;
    expect(made).toMatchObject({ State: 'available', VpcEndpointType: 'Gateway', NetworkInterfaceIds: [] });
    const routes = () => DescribeRouteTables({ RouteTableIds: [table] }, call).RouteTables?.[0]?.Routes;
    expect(routes()?.at(-1)).toMatchObject({ GatewayId: made?.VpcEndpointId });
    expect(routes()?.at(-1)?.DestinationPrefixListId).toMatch(/^pl-[0-9a-f]{8}$/);
    expect(refusal(() => CreateVpcEndpoint(input, call))).toMatch(/^RouteAlreadyExists: /);
    DeleteVpcEndpoints({ VpcEndpointIds: [made?.VpcEndpointId ?? ''] }, call);
    expect(routes()).toHaveLength(1);
  });
});

describe('an endpoint that is not there', () => {
  it('is named in the answer to its deletion, which is no error', () => {
    const { practice } = practiceNetwork();
    expect(DeleteVpcEndpoints({ VpcEndpointIds: ['vpce-0'] }, practice.call)).toEqual({
      Unsuccessful: [
        {
          ResourceId: 'vpce-0',
          Error: { Code: 'InvalidVpcEndpoint.NotFound', Message: 'The VPC endpoint vpce-0 does not exist' },
        },
      ],
    });
  });

  it('cannot be made of a service that AWS does not have', () => {
    const { practice, vpc } = practiceNetwork();
    const input = { VpcId: vpc, ServiceName: 'com.amazonaws.eu-west-1.s3' };
    expect(refusal(() => CreateVpcEndpoint(input, practice.call))).toMatch(/^InvalidServiceName: /);
  });
});
