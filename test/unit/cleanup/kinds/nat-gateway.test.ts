import { describe, expect, it } from 'vitest';
import { natGateway } from '../../../../src/cleanup/kinds/nat-gateway.ts';
import { AllocateAddress } from '../../../../src/sandbox/services/ec2/addresses.ts';
import { CreateNatGateway, DeleteNatGateway } from '../../../../src/sandbox/services/ec2/nat-gateways.ts';
import { CreateRouteTable } from '../../../../src/sandbox/services/ec2/route-tables.ts';
import { CreateRoute } from '../../../../src/sandbox/services/ec2/routes.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';
import { network } from './network-estate.ts';

function gateway() {
  const practice = new KindPractice(natGateway);
  const places = network(practice);
  const { AllocationId } = AllocateAddress({}, practice.call);
  const { NatGateway } = CreateNatGateway({ SubnetId: places.subnets[0], AllocationId }, practice.call);
  return { practice, ...places, id: NatGateway?.NatGatewayId ?? '', AllocationId };
}

describe('NAT gateways', () => {
  it('need their address, are in a subnet, and go out by the internet gateway', async () => {
    const { practice, id, vpc, subnets, AllocationId } = gateway();
    const thing = await practice.thing(id);
    expect(inWords(thing.ties)).toEqual([
      `needs elastic ip ${AllocationId}, blocks`,
      `within subnet ${subnets[0]}, blocks`,
      `within vpc ${vpc}, blocks`,
      `refers to internet gateway ${vpc}, blocks`,
    ]);
    expect(thing.charges).toEqual([{ price: 'nat gateway', quantity: 1 }]);
  });

  it('of the private kind need neither', async () => {
    const { practice, subnets } = gateway();
    const asked = { SubnetId: subnets[1], ConnectivityType: 'private' as const };
    const id = CreateNatGateway(asked, practice.call).NatGateway?.NatGatewayId ?? '';
    const { ties } = await practice.thing(id);
    expect(ties.map(({ to }) => to.kind)).toEqual(['subnet', 'vpc']);
  });

  it('are idle until a route table points to them', async () => {
    const { practice, id, vpc } = gateway();
    expect((await practice.thing(id)).idle).toBe('no route table points to it');
    const { RouteTable } = CreateRouteTable({ VpcId: vpc }, practice.call);
    const route = { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: id };
    CreateRoute({ RouteTableId: RouteTable?.RouteTableId, ...route }, practice.call);
    expect((await practice.thing(id)).idle).toBeUndefined();
  });

  it('are gone only when AWS says so, and then are not found', async () => {
    const { practice, id } = gateway();
    practice.pass(100);
    const thing = await practice.thing(id);
    const before = practice.now;
    expect(namesOf(await practice.remove(thing))).toEqual(['DeleteNatGateway']);
    expect(practice.now - before).toBeGreaterThan(30_000);
    expect(await practice.find()).toEqual([]);
  });

  it('that are leaving are only waited for', async () => {
    const { practice, id } = gateway();
    DeleteNatGateway({ NatGatewayId: id }, practice.call);
    const thing = await practice.thing(id);
    expect(thing.leaving).toBe('being deleted');
    expect(await practice.remove(thing)).toEqual([]);
    expect(await practice.find()).toEqual([]);
  });

  it('can be made again with the same address', async () => {
    const { practice, id, AllocationId } = gateway();
    const thing = await practice.thing(id);
    await practice.remove(thing);
    await practice.undo(thing);
    const [again] = await practice.find();
    expect(again?.definition.NatGatewayAddresses).toMatchObject([{ AllocationId }]);
  });
});
