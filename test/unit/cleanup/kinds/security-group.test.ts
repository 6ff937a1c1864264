import { describe, expect, it } from 'vitest';
import { securityGroup } from '../../../../src/cleanup/kinds/security-group.ts';
import { CreateNetworkInterface } from '../../../../src/sandbox/services/ec2/network-interfaces.ts';
import {
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
} from '../../../../src/sandbox/services/ec2/security-group-rules.ts';
import { DeleteLoadBalancer } from '../../../../src/sandbox/services/elbv2/load-balancer-deletion.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';
import { balancer, group, network } from './network-estate.ts';

/** Two groups of which each names the other, and the second itself, too. */
function twins() {
  const practice = new KindPractice(securityGroup);
  const { vpc, subnets } = network(practice);
  const [front, back] = [group(practice, vpc, 'front'), group(practice, vpc, 'back')];
  const from = (...ids: string[]) => [
    {
      IpProtocol: 'tcp',
      FromPort: 80,
      ToPort: 80,
      UserIdGroupPairs: ids.map((GroupId) => ({ GroupId })),
      IpRanges: [{ CidrIp: '10.0.0.0/8' }],
    },
  ];
  AuthorizeSecurityGroupIngress({ GroupId: back, IpPermissions: from(front, back) }, practice.call);
  AuthorizeSecurityGroupEgress({ GroupId: front, IpPermissions: from(back) }, practice.call);
  return { practice, vpc, subnets, front, back };
}

describe('security groups', () => {
  it('refer to the groups that their rules name until these are revoked', async () => {
    const { practice, vpc, front, back } = twins();
    const [one, other] = [await practice.thing(front), await practice.thing(back)];
    expect(inWords(one.ties)).toEqual([
      `within vpc ${vpc}, blocks`,
      `refers to security group ${back}, blocks, until revoke egress`,
    ]);
    expect(inWords(other.ties)).toEqual([
      `within vpc ${vpc}, blocks`,
      `refers to security group ${front}, blocks, until revoke ingress`,
    ]);
  });

  it('are idle without an interface and a group that names them', async () => {
    const { practice, vpc, subnets, front } = twins();
    const [alone, used] = [group(practice, vpc, 'alone'), group(practice, vpc, 'used')];
    CreateNetworkInterface({ SubnetId: subnets[0], Groups: [used] }, practice.call);
    const idle = (await practice.find()).filter((thing) => thing.idle).map(({ id }) => id);
    expect(idle).toEqual([alone]);
    expect((await practice.thing(front)).idle).toBeUndefined();
  });

  it('go in a circle: each revokes what names the other before it is deleted', async () => {
    const { practice, front, back } = twins();
    const [one, other] = [await practice.thing(front), await practice.thing(back)];
    const [revoke, ...deletion] = practice.removals(one);
    expect(revoke?.name).toBe('revoke egress');
    for (const { call } of practice.removals(one).slice(0, 1)) await practice.send(call);
    expect(namesOf(await practice.remove(other))).toEqual([
      'RevokeSecurityGroupIngress',
      'DeleteSecurityGroup',
    ]);
    for (const { call } of deletion) await practice.send(call);
    expect(practice.region.ec2.securityGroups.has(front)).toBe(false);
    expect(practice.region.ec2.securityGroups.has(back)).toBe(false);
  });

  it('keep the rules that name no other group until they are deleted', async () => {
    const { practice, back } = twins();
    const [revoke] = practice.removals(await practice.thing(back));
    await practice.sendAll(revoke?.call ?? []);
    const rules = [...(practice.region.ec2.securityGroups.get(back)?.rules.values() ?? [])];
    const ingress = rules.filter(({ IsEgress }) => !IsEgress);
    expect(
      ingress.map(({ CidrIpv4, ReferencedGroupInfo }) => CidrIpv4 ?? ReferencedGroupInfo?.GroupId),
    ).toEqual(expect.arrayContaining(['10.0.0.0/8', back]));
    expect(ingress).toHaveLength(2);
    await practice.sendAll(revoke?.undo ?? []);
    expect((await practice.thing(back)).ties).toHaveLength(2);
  });

  it('of the name default go with their VPC', async () => {
    const { practice, vpc } = twins();
    const thing = (await practice.find()).find(({ name }) => name === 'default');
    expect(thing).toMatchObject({ automatic: `vpc ${vpc}` });
    expect(thing?.idle).toBeUndefined();
    expect(inWords(thing?.ties ?? [])).toEqual([`serves vpc ${vpc}`]);
    expect(thing && practice.removals(thing)).toEqual([]);
  });

  it('of the name default are not deleted, but give up what names others', async () => {
    const { practice, vpc, front } = twins();
    const id = (await practice.find()).find(({ name }) => name === 'default')?.id ?? '';
    const IpPermissions = [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: front }] }];
    AuthorizeSecurityGroupIngress({ GroupId: id, IpPermissions }, practice.call);
    const thing = await practice.thing(id);
    expect(thing.automatic).toBeUndefined();
    expect(inWords(thing.ties)).toEqual([
      `serves vpc ${vpc}`,
      `refers to security group ${front}, blocks, until revoke ingress`,
    ]);
    expect(namesOf(await practice.remove(thing))).toEqual(['RevokeSecurityGroupIngress']);
    expect(practice.region.ec2.securityGroups.has(id)).toBe(true);
  });

  it('wait for the interfaces of a load balancer that was deleted just before', async () => {
    const practice = new KindPractice(securityGroup);
    const { vpc, subnets } = network(practice);
    const id = group(practice, vpc, 'web');
    const LoadBalancerArn = balancer(practice, subnets, [id]);
    DeleteLoadBalancer({ LoadBalancerArn }, practice.call);
    const thing = await practice.thing(id);
    expect(thing.idle).toBeUndefined();
    const calls = await practice.remove(thing);
    expect(calls[0]?.error).toBe('DependencyViolation');
    expect(calls.at(-1)?.error).toBeUndefined();
    expect(await practice.find()).not.toContainEqual(expect.objectContaining({ id }));
  });

  it('can be made again', async () => {
    const practice = new KindPractice(securityGroup);
    const { vpc } = network(practice);
    const thing = await practice.thing(group(practice, vpc, 'web'));
    await practice.remove(thing);
    await practice.undo(thing);
    expect((await practice.find()).map(({ name }) => name).sort()).toEqual(['default', 'web']);
  });
});
