import { describe, expect, it } from 'vitest';
import { subnet } from '../../../../src/cleanup/kinds/subnet.ts';
import { vpc } from '../../../../src/cleanup/kinds/vpc.ts';
import { CreateNetworkInterface } from '../../../../src/sandbox/services/ec2/network-interfaces.ts';
import { CreateTags } from '../../../../src/sandbox/services/ec2/tags.ts';
import { CreateVpc } from '../../../../src/sandbox/services/ec2/vpcs.ts';
import { DeleteLoadBalancer } from '../../../../src/sandbox/services/elbv2/load-balancer-deletion.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';
import { balancer, group, network } from './network-estate.ts';

describe('subnets', () => {
  it('are within their VPC, and idle without an interface', async () => {
    const practice = new KindPractice(subnet);
    const { vpc: id, subnets } = network(practice);
    CreateNetworkInterface({ SubnetId: subnets[0] }, practice.call);
    const used = await practice.thing(subnets[0]);
    expect(inWords(used.ties)).toEqual([`within vpc ${id}, blocks`]);
    expect(used.idle).toBeUndefined();
    expect((await practice.thing(subnets[1])).idle).toBe('no network interface is in it');
  });

  it('are called by their Name tag, and are made again with it', async () => {
    const practice = new KindPractice(subnet);
    const { subnets } = network(practice);
    CreateTags({ Resources: [subnets[0]], Tags: [{ Key: 'Name', Value: 'front' }] }, practice.call);
    const thing = await practice.thing(subnets[0]);
    expect(thing.name).toBe('front');
    await practice.remove(thing);
    expect(await practice.find()).toHaveLength(1);
    await practice.undo(thing);
    expect((await practice.find()).map(({ name }) => name)).toContain('front');
  });

  it('wait for the interfaces of what was deleted just before', async () => {
    const practice = new KindPractice(subnet);
    const { vpc: id, subnets } = network(practice);
    const LoadBalancerArn = balancer(practice, subnets, [group(practice, id, 'web')]);
    DeleteLoadBalancer({ LoadBalancerArn }, practice.call);
    const calls = await practice.remove(await practice.thing(subnets[0]));
    expect(calls[0]?.error).toBe('DependencyViolation');
    expect(await practice.find()).toHaveLength(1);
  });
});

describe('VPCs', () => {
  it('are idle without an interface, and go with what came with them', async () => {
    const practice = new KindPractice(vpc);
    const { VpcId: id = '' } = CreateVpc({ CidrBlock: '10.1.0.0/16' }, practice.call).Vpc ?? {};
    const thing = await practice.thing(id);
    expect(thing).toMatchObject({ idle: 'no network interface is in it', ties: [] });
    expect(namesOf(await practice.remove(thing))).toEqual(['DeleteVpc']);
    expect(await practice.find()).toEqual([]);
    await practice.undo(thing);
    expect((await practice.find())[0]?.definition.CidrBlock).toBe('10.1.0.0/16');
  });

  it('that somebody uses are not idle', async () => {
    const practice = new KindPractice(vpc);
    const { vpc: id, subnets } = network(practice);
    CreateNetworkInterface({ SubnetId: subnets[0] }, practice.call);
    expect((await practice.thing(id)).idle).toBeUndefined();
  });
});
