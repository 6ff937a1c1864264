import { describe, expect, it } from 'vitest';
import { elasticIp } from '../../../../src/cleanup/kinds/elastic-ip.ts';
import { AssociateAddress } from '../../../../src/sandbox/services/ec2/address-associations.ts';
import { AllocateAddress } from '../../../../src/sandbox/services/ec2/addresses.ts';
import { CreateNatGateway, DeleteNatGateway } from '../../../../src/sandbox/services/ec2/nat-gateways.ts';
import { CreateNetworkInterface } from '../../../../src/sandbox/services/ec2/network-interfaces.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';
import { network } from './network-estate.ts';

function allocated() {
  const practice = new KindPractice(elasticIp);
  const { AllocationId: id = '', PublicIp: ip } = AllocateAddress({}, practice.call);
  return { practice, id, ip, ...network(practice) };
}

describe('elastic ip addresses', () => {
  it('are idle as long as nothing has them, cost money, and are released', async () => {
    const { practice, id, ip } = allocated();
    const thing = await practice.thing(id);
    expect(thing).toMatchObject({ name: ip, aliases: [ip], idle: 'nothing has this address', ties: [] });
    expect(thing.charges).toEqual([{ price: 'elastic ip', quantity: 1 }]);
    expect(namesOf(await practice.remove(thing))).toEqual(['ReleaseAddress']);
    expect(await practice.find()).toEqual([]);
  });

  it('on an interface of somebody serve it and are taken from it first', async () => {
    const { practice, id, subnets } = allocated();
    const { NetworkInterface } = CreateNetworkInterface({ SubnetId: subnets[0] }, practice.call);
    const { NetworkInterfaceId } = NetworkInterface ?? {};
    AssociateAddress({ AllocationId: id, NetworkInterfaceId }, practice.call);
    const thing = await practice.thing(id);
    expect(inWords(thing.ties)).toEqual([`serves network interface ${NetworkInterfaceId}`]);
    expect(thing.idle).toBeUndefined();
    expect(namesOf(await practice.remove(thing))).toEqual(['DisassociateAddress', 'ReleaseAddress']);
  });

  it('of a NAT gateway are its affair, and are released once it has gone', async () => {
    const { practice, id, subnets } = allocated();
    const { NatGateway } = CreateNatGateway({ SubnetId: subnets[0], AllocationId: id }, practice.call);
    practice.pass(100);
    const thing = await practice.thing(id);
    expect(thing.ties).toEqual([]);
    expect(thing.idle).toBeUndefined();
    DeleteNatGateway({ NatGatewayId: NatGateway?.NatGatewayId }, practice.call);
    expect(new Set(namesOf(await practice.remove(thing)))).toEqual(new Set(['ReleaseAddress']));
    expect(await practice.find()).toEqual([]);
  });
});
