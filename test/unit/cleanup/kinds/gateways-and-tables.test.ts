import { describe, expect, it } from 'vitest';
import { internetGateway } from '../../../../src/cleanup/kinds/internet-gateway.ts';
import { routeTable } from '../../../../src/cleanup/kinds/route-table.ts';
import { CreateInternetGateway } from '../../../../src/sandbox/services/ec2/internet-gateways.ts';
import { CreateNatGateway } from '../../../../src/sandbox/services/ec2/nat-gateways.ts';
import { AssociateRouteTable } from '../../../../src/sandbox/services/ec2/route-table-associations.ts';
import { CreateRouteTable } from '../../../../src/sandbox/services/ec2/route-tables.ts';
import { CreateRoute } from '../../../../src/sandbox/services/ec2/routes.ts';
import { DeleteLoadBalancer } from '../../../../src/sandbox/services/elbv2/load-balancer-deletion.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';
import { balancer, group, network } from './network-estate.ts';

describe('internet gateways', () => {
  it('serve their VPC and go by its id', async () => {
    const practice = new KindPractice(internetGateway);
    const { vpc, gateway } = network(practice);
    const thing = await practice.thing(gateway);
    expect(inWords(thing.ties)).toEqual([`serves vpc ${vpc}, blocks`]);
    expect(thing).toMatchObject({ aliases: [vpc] });
    expect(thing.idle).toBeUndefined();
    expect(namesOf(await practice.remove(thing))).toEqual(['DetachInternetGateway', 'DeleteInternetGateway']);
    await practice.undo({ ...thing, definition: {} });
    expect(await practice.find()).toHaveLength(1);
  });

  it('that are attached to nothing are idle', async () => {
    const practice = new KindPractice(internetGateway);
    const { InternetGateway } = CreateInternetGateway({}, practice.call);
    const thing = await practice.thing(InternetGateway?.InternetGatewayId ?? '');
    expect(thing.idle).toBe('it is attached to no vpc');
    expect(namesOf(await practice.remove(thing))).toEqual(['DeleteInternetGateway']);
  });

  it('are detached as soon as no public address is in use any more', async () => {
    const practice = new KindPractice(internetGateway);
    const { vpc, subnets, gateway } = network(practice);
    const LoadBalancerArn = balancer(practice, subnets, [group(practice, vpc, 'web')]);
    DeleteLoadBalancer({ LoadBalancerArn }, practice.call);
    const calls = await practice.remove(await practice.thing(gateway));
    expect(calls[0]?.error).toBe('DependencyViolation');
    expect(await practice.find()).toEqual([]);
  });
});

describe('route tables', () => {
  function table() {
    const practice = new KindPractice(routeTable);
    const places = network(practice);
    const id = CreateRouteTable({ VpcId: places.vpc }, practice.call).RouteTable?.RouteTableId ?? '';
    return { practice, ...places, id };
  }

  it('serve the subnets that use them and refer to the gateways that they route to', async () => {
    const { practice, vpc, subnets, gateway, id } = table();
    const asked = { SubnetId: subnets[0], ConnectivityType: 'private' as const };
    const { NatGateway } = CreateNatGateway(asked, practice.call);
    const nat = NatGateway?.NatGatewayId;
    for (const SubnetId of subnets) AssociateRouteTable({ RouteTableId: id, SubnetId }, practice.call);
    const routes = { RouteTableId: id };
    CreateRoute({ ...routes, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }, practice.call);
    practice.pass(100);
    CreateRoute({ ...routes, DestinationCidrBlock: '192.168.0.0/16', NatGatewayId: nat }, practice.call);
    const thing = await practice.thing(id);
    expect(inWords(thing.ties)).toEqual([
      `within vpc ${vpc}, blocks`,
      `serves subnet ${subnets[0]}`,
      `serves subnet ${subnets[1]}`,
      `refers to internet gateway ${gateway}`,
      `refers to nat gateway ${nat}`,
    ]);
    expect(thing.idle).toBeUndefined();
  });

  it('are taken from their subnets before they are deleted', async () => {
    const { practice, subnets, id } = table();
    for (const SubnetId of subnets) AssociateRouteTable({ RouteTableId: id, SubnetId }, practice.call);
    expect(namesOf(await practice.remove(await practice.thing(id)))).toEqual([
      'DisassociateRouteTable',
      'DisassociateRouteTable',
      'DeleteRouteTable',
    ]);
    expect((await practice.find()).map((thing) => thing.id)).not.toContain(id);
  });

  it('are idle where no subnet uses them, but for the main one, which goes with its VPC', async () => {
    const { practice, vpc, id } = table();
    const things = await practice.find();
    expect(things.find((thing) => thing.id === id)?.idle).toBe('no subnet uses it');
    const main = things.find(({ automatic }) => automatic);
    expect(main).toMatchObject({ automatic: `vpc ${vpc}` });
    expect(main?.idle).toBeUndefined();
    expect(inWords(main?.ties ?? [])).toEqual([`serves vpc ${vpc}`]);
    expect(main && practice.removals(main)).toEqual([]);
  });
});
