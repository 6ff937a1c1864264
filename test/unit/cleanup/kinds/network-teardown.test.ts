import { describe, expect, it } from 'vitest';
import { listPrices } from '../../../../src/cleanup/cost/prices.ts';
import { judge } from '../../../../src/cleanup/judge/judge.ts';
import type { Choices } from '../../../../src/cleanup/judge/stay.ts';
import type { Kind } from '../../../../src/cleanup/kind.ts';
import { kinds } from '../../../../src/cleanup/kinds/index.ts';
import { vpc } from '../../../../src/cleanup/kinds/vpc.ts';
import { planCleanup } from '../../../../src/cleanup/plan/plan-cleanup.ts';
import type { Subject } from '../../../../src/cleanup/stack/subject.ts';
import { stackTag } from '../../../../src/cleanup/stack/tag-index.ts';
import { survey } from '../../../../src/cleanup/survey.ts';
import type { Thing } from '../../../../src/cleanup/thing.ts';
import { applyPlan } from '../../../../src/plan/apply.ts';
import { type Operations, sendCall } from '../../../../src/plan/operations.ts';
import { CreateAutoScalingGroup } from '../../../../src/sandbox/services/auto-scaling/groups.ts';
import { AllocateAddress } from '../../../../src/sandbox/services/ec2/addresses.ts';
import { CreateLaunchTemplate } from '../../../../src/sandbox/services/ec2/launch-templates.ts';
import { CreateNatGateway } from '../../../../src/sandbox/services/ec2/nat-gateways.ts';
import { CreateNetworkInterface } from '../../../../src/sandbox/services/ec2/network-interfaces.ts';
import { AssociateRouteTable } from '../../../../src/sandbox/services/ec2/route-table-associations.ts';
import { CreateRouteTable } from '../../../../src/sandbox/services/ec2/route-tables.ts';
import { CreateRoute } from '../../../../src/sandbox/services/ec2/routes.ts';
import { AuthorizeSecurityGroupIngress } from '../../../../src/sandbox/services/ec2/security-group-rules.ts';
import { CreateVpcEndpoint } from '../../../../src/sandbox/services/ec2/vpc-endpoints.ts';
import { KindPractice } from './kind-practice.ts';
import { balancer, group, network } from './network-estate.ts';

const id = 'arn:aws:cloudformation:us-east-1:123456789012:stack/lab/0a1b';
const subject: Subject = {
  name: 'lab',
  title: 'stack lab',
  stacks: [],
  ids: new Set([id]),
  exportsInUse: [],
  others: new Map(),
  namesakes: [],
};
const choices: Choices = {
  ...{ deleteData: false, deleteTaskDefinitions: false, keepTaskDefinitions: false },
  ...{ retained: false, keep: [], also: [] },
};

/** A VPC with everything in it, of which every part holds on to others. */
function fullNetwork() {
  const practice = new KindPractice(vpc);
  const places = network(practice);
  const { subnets } = places;
  const call = () => practice.call;
  const [front, back] = [group(practice, places.vpc, 'front'), group(practice, places.vpc, 'back')];
  const standard = [...practice.region.ec2.securityGroups.values()].find(({ name }) => name === 'default');
  for (const [GroupId, other] of [
    [front, back],
    [back, front],
    [standard?.id, front],
  ]) {
    const IpPermissions = [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: other }] }];
    AuthorizeSecurityGroupIngress({ GroupId, IpPermissions }, call());
  }
  balancer(practice, subnets, [front]);
  const { AllocationId } = AllocateAddress({}, call());
  const { NatGateway } = CreateNatGateway({ SubnetId: subnets[0], AllocationId }, call());
  const RouteTableId = CreateRouteTable({ VpcId: places.vpc }, call()).RouteTable?.RouteTableId;
  AssociateRouteTable({ RouteTableId, SubnetId: subnets[1] }, call());
  const everywhere = { RouteTableId, DestinationCidrBlock: '0.0.0.0/0' };
  CreateRoute({ ...everywhere, NatGatewayId: NatGateway?.NatGatewayId }, call());
  const inVpc = { VpcId: places.vpc };
  const storage = { ...inVpc, ServiceName: 'com.amazonaws.us-east-1.s3' };
  CreateVpcEndpoint({ ...storage, RouteTableIds: [RouteTableId ?? ''] }, call());
  const registry = { ...inVpc, ServiceName: 'com.amazonaws.us-east-1.ecr.api' };
  const inSubnet = { SubnetIds: [subnets[0]], SecurityGroupIds: [back] };
  CreateVpcEndpoint({ ...registry, ...inSubnet, VpcEndpointType: 'Interface' }, call());
  const LaunchTemplateData = { SecurityGroupIds: [back] };
  CreateLaunchTemplate({ LaunchTemplateName: 'node', LaunchTemplateData }, call());
  const LaunchTemplate = { LaunchTemplateName: 'node' };
  const size = { MinSize: 1, MaxSize: 1, VPCZoneIdentifier: subnets.join(',') };
  CreateAutoScalingGroup({ AutoScalingGroupName: 'nodes', LaunchTemplate, ...size }, call());
  practice.pass(300);
  return { practice, ...places, front };
}

async function look(practice: KindPractice): Promise<Thing[]> {
  const { aws, region } = practice;
  const things = await survey({ aws, region: region.name, kinds, wishes: choices, tags: new Map() });
  // CloudFormation tags what it makes, but not what AWS makes for that.
  return things.map((thing) =>
    thing.automatic === undefined && thing.name !== 'default' && thing.name !== 'foreign'
      ? { ...thing, tags: { [stackTag.id]: id } }
      : thing,
  );
}

async function tearDown(practice: KindPractice) {
  const things = await look(practice);
  const judgement = judge({ subject, things, kinds, choices });
  const found = { subject, things, region: practice.region.name, claims: new Map(), everywhere: false };
  const plan = planCleanup(found, judgement, { kinds, choices, prices: listPrices });
  const outcomes = await applyPlan(plan, {
    send: (call) => sendCall(call, operationsOf(kinds), practice.aws),
    waits: Object.assign({}, ...kinds.map(({ waits }) => waits)),
    clock: practice.aws.clock,
    signal: new AbortController().signal,
  });
  return { plan, failed: outcomes.filter(({ status }) => status !== 'done') };
}

function operationsOf(all: readonly Kind[]): Operations {
  const services: Record<string, Operations[string]> = {};
  for (const { operations = {} } of all) {
    for (const [service, some] of Object.entries(operations))
      services[service] = { ...services[service], ...some };
  }
  return services;
}

describe('a whole network', () => {
  it('is taken down in an order that AWS accepts, to the last group', async () => {
    const { practice } = fullNetwork();
    const { failed } = await tearDown(practice);
    expect(failed.map(({ step, error }) => `${step.id}: ${error}`)).toEqual([]);
    expect((await look(practice)).map(({ kind, name }) => `${kind} ${name}`)).toEqual([]);
    const refused = practice.aws.writes.filter(({ error }) => error !== undefined);
    expect(refused.map(({ operation, error }) => `${operation}: ${error}`)).toEqual([]);
  });

  it('stays where an interface of somebody else is in it', async () => {
    const { practice, vpc: home, subnets, front } = fullNetwork();
    const Tags = [{ Key: 'Name', Value: 'foreign' }];
    const TagSpecifications = [{ ResourceType: 'network-interface' as const, Tags }];
    CreateNetworkInterface({ SubnetId: subnets[0], Groups: [front], TagSpecifications }, practice.call);
    const { failed, plan } = await tearDown(practice);
    expect(failed.map(({ step, error }) => `${step.id}: ${error}`)).toEqual([]);
    const kept = plan.kept.map(({ resource, reason }) => `${resource.type} ${resource.id}: ${reason}`);
    expect(kept).toContain(`subnet ${subnets[0]}: network interface foreign is in it`);
    expect(kept).toContain('security group front: network interface foreign is behind it');
    const left = (await look(practice)).map(({ id: one }) => one);
    expect(left).toEqual(expect.arrayContaining([home, subnets[0], front]));
    expect(left).not.toContain(subnets[1]);
  });
});
