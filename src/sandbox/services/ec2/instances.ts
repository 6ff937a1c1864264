import type {
  DescribeInstancesCommandInput,
  DescribeInstancesCommandOutput,
  Instance,
} from '@aws-sdk/client-ec2';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { groupInstances, type PlacedInstance } from './group-instances.ts';
import { interfaceId, privateIpOf } from './interface.ts';
import { kinds } from './kinds.ts';
import { type Listing, list } from './listing.ts';
import { tagsOf } from './resource-tags.ts';
import { hexOf, privateDnsName } from './stable-ids.ts';

const STATES = {
  Pending: { Code: 0, Name: 'pending' },
  InService: { Code: 16, Name: 'running' },
  'Terminating:Wait': { Code: 16, Name: 'running' },
  Terminating: { Code: 32, Name: 'shutting-down' },
} as const;

/** The instances of the Auto Scaling groups, each in a reservation of its own. */
export function DescribeInstances(
  { InstanceIds, ...asked }: DescribeInstancesCommandInput,
  { region }: Call,
): Answer<DescribeInstancesCommandOutput> {
  const instances = [...groupInstances(region)].map((placed) => describe(region, placed));
  const { items, nextToken } = list(region, instances, listing, { ids: InstanceIds, ...asked });
  return {
    Reservations: items.map((instance) => ({
      ReservationId: `r-${hexOf(`reservation ${instance.InstanceId}`, 17)}`,
      OwnerId: region.accountId,
      RequesterId: 'autoscaling.amazonaws.com',
      Groups: [],
      Instances: [instance],
    })),
    NextToken: nextToken,
  };
}

type Described = Instance & { InstanceId: string };

function describe(region: Region, placed: PlacedInstance): Described {
  const { instance, group, subnet, securityGroups } = placed;
  const { id } = instance;
  const privateIp = subnet && privateIpOf(id, subnet);
  return {
    InstanceId: id,
    ImageId: placed.imageId,
    // The type of a group's instances is whatever its template says, of which the SDK may not know all.
    InstanceType: instance.instanceType as Instance['InstanceType'],
    State: STATES[instance.state],
    LaunchTime: new Date(instance.launchedAt),
    Placement: { AvailabilityZone: instance.zone, Tenancy: 'default' },
    SubnetId: subnet?.SubnetId,
    VpcId: subnet?.VpcId,
    PrivateIpAddress: privateIp,
    PrivateDnsName: privateIp === undefined ? '' : privateDnsName(region.name, privateIp),
    PublicDnsName: '',
    SecurityGroups: securityGroups.map((GroupId) => ({
      GroupId,
      GroupName: region.ec2.securityGroups.get(GroupId)?.name,
    })),
    NetworkInterfaces: subnet
      ? [
          {
            NetworkInterfaceId: interfaceId(id),
            SubnetId: subnet.SubnetId,
            VpcId: subnet.VpcId,
            Status: 'in-use',
          },
        ]
      : [],
    Tags: [
      { Key: 'aws:autoscaling:groupName', Value: group.name },
      ...propagated(placed),
      ...tagsOf(region, id),
    ],
  };
}

function propagated({ group }: PlacedInstance): { Key: string; Value: string }[] {
  return [...group.tags.values()]
    .filter(({ PropagateAtLaunch }) => PropagateAtLaunch)
    .map(({ Key = '', Value = '' }) => ({ Key, Value }));
}

const listing: Listing<Described> = {
  kind: kinds.instance,
  idOf: ({ InstanceId }) => InstanceId,
  filters: {
    'instance-id': ({ InstanceId }) => InstanceId,
    'instance-type': ({ InstanceType }) => InstanceType,
    'instance-state-name': ({ State }) => State?.Name,
    'instance-state-code': ({ State }) => State?.Code,
    'instance.group-id': ({ SecurityGroups }) => SecurityGroups?.map(({ GroupId }) => GroupId),
    'subnet-id': ({ SubnetId }) => SubnetId,
    'vpc-id': ({ VpcId }) => VpcId,
    'availability-zone': ({ Placement }) => Placement?.AvailabilityZone,
    'private-ip-address': ({ PrivateIpAddress }) => PrivateIpAddress,
  },
};
