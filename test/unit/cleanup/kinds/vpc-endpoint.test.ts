import { EC2Client } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { vpcEndpoint } from '../../../../src/cleanup/kinds/vpc-endpoint.ts';
import { CreateRouteTable } from '../../../../src/sandbox/services/ec2/route-tables.ts';
import { CreateVpcEndpoint, DeleteVpcEndpoints } from '../../../../src/sandbox/services/ec2/vpc-endpoints.ts';
import { failureFrom } from './failure-from.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';
import { group, network } from './network-estate.ts';

function endpoints() {
  const practice = new KindPractice(vpcEndpoint);
  const { vpc, subnets } = network(practice);
  const web = group(practice, vpc, 'web');
  const table = CreateRouteTable({ VpcId: vpc }, practice.call).RouteTable?.RouteTableId ?? '';
  const made = (ServiceName: string, settings: object) =>
    CreateVpcEndpoint({ VpcId: vpc, ServiceName, ...settings }, practice.call).VpcEndpoint?.VpcEndpointId ??
    '';
  const registry = made('com.amazonaws.us-east-1.ecr.dkr', {
    VpcEndpointType: 'Interface',
    SubnetIds: [...subnets],
    SecurityGroupIds: [web],
  });
  const storage = made('com.amazonaws.us-east-1.s3', { RouteTableIds: [table] });
  return { practice, vpc, subnets, web, table, registry, storage };
}

describe('VPC endpoints', () => {
  it('with interfaces need their groups, are in subnets, and cost money in each', async () => {
    const { practice, vpc, subnets, web, registry } = endpoints();
    const thing = await practice.thing(registry);
    expect(inWords(thing.ties)).toEqual([
      `needs security group ${web}, blocks`,
      `within subnet ${subnets[0]}, blocks`,
      `within subnet ${subnets[1]}, blocks`,
      `within vpc ${vpc}, blocks`,
    ]);
    expect(thing.charges).toEqual([{ price: 'vpc endpoint, interface', quantity: 2 }]);
  });

  it('with routes refer to the tables that these are in', async () => {
    const { practice, vpc, table, storage } = endpoints();
    const thing = await practice.thing(storage);
    expect(inWords(thing.ties)).toEqual([`within vpc ${vpc}, blocks`, `refers to route table ${table}`]);
    expect(thing.charges).toBeUndefined();
  });

  it('are waited for until their interfaces have gone', async () => {
    const { practice, registry } = endpoints();
    const thing = await practice.thing(registry);
    const before = practice.now;
    expect(namesOf(await practice.remove(thing))).toEqual(['DeleteVpcEndpoints']);
    expect(practice.now - before).toBeGreaterThan(30_000);
    expect((await practice.find()).map(({ id }) => id)).not.toContain(registry);
  });

  it('that are leaving are only waited for, and those that are gone are no error', async () => {
    const { practice, registry } = endpoints();
    DeleteVpcEndpoints({ VpcEndpointIds: [registry] }, practice.call);
    const thing = await practice.thing(registry);
    expect(thing.leaving).toBe('being deleted');
    expect(await practice.remove(thing)).toEqual([]);
    const { leaving: _, ...asItWas } = thing;
    expect(namesOf(await practice.remove(asItWas))).toEqual(['DeleteVpcEndpoints']);
  });

  it('say in an error what EC2 says in an answer', async () => {
    const { practice, registry } = endpoints();
    const thing = await practice.thing(registry);
    const refusal = { Code: 'OperationNotPermitted', Message: 'managed by another service' };
    const Unsuccessful = [{ ResourceId: registry, Error: refusal }];
    practice.aws
      .client(EC2Client)
      .middlewareStack.addRelativeTo(
        () => async () => ({ response: {}, output: { $metadata: {}, Unsuccessful } }),
        { relation: 'before', toMiddleware: 'sandboxWorld' },
      );
    const failure = await failureFrom(() => practice.remove(thing));
    expect(failure).toMatchObject({ kind: 'refused' });
    expect(failure?.message).toContain(`${registry} OperationNotPermitted: managed by another service`);
  });
});
