import { registerRevision } from '../../src/sandbox/scenarios/estate/tasks.ts';
import type { Call } from '../../src/sandbox/service.ts';
import { AssociateAddress } from '../../src/sandbox/services/ec2/address-associations.ts';
import { AllocateAddress } from '../../src/sandbox/services/ec2/addresses.ts';
import { CreateNetworkInterface } from '../../src/sandbox/services/ec2/network-interfaces.ts';
import { AuthorizeSecurityGroupEgress } from '../../src/sandbox/services/ec2/security-group-rules.ts';
import { RegisterContainerInstance } from '../../src/sandbox/services/ecs/container-instances.ts';
import { RunTask } from '../../src/sandbox/services/ecs/run-task.ts';
import { CreateRule } from '../../src/sandbox/services/elbv2/rules.ts';
import { AttachRolePolicy } from '../../src/sandbox/services/iam/attached-policies.ts';
import {
  AddRoleToInstanceProfile,
  CreateInstanceProfile,
} from '../../src/sandbox/services/iam/instance-profiles.ts';
import { CreateLogGroup } from '../../src/sandbox/services/logs/groups.ts';
import { CreateLogStream } from '../../src/sandbox/services/logs/streams.ts';
import { CreateMultipartUpload } from '../../src/sandbox/services/s3/multipart.ts';
import { RegisterInstance } from '../../src/sandbox/services/service-discovery/instances.ts';

/** The id of the first of a map's values that is the one meant. */
function idOf<Value>(things: ReadonlyMap<string, Value>, isMeant: (value: Value) => boolean): string {
  for (const [id, value] of things) if (isMeant(value)) return id;
  throw new Error('The scenario has no such thing');
}

/**
 * Adds by hand to the lab of scenario `tangled` what takes a step of its own to be rid of: an interface with an
 * address, a task, a container instance, a rule of the listener, a name's instance, and the like.
 * @returns the id of the interface, which nothing but its subnet ties to the lab.
 */
export function addByHand(call: Call): string {
  const { ec2, elbv2, serviceDiscovery } = call.region;
  const group = idOf(ec2.securityGroups, ({ name }) => name === 'lab-tasks');
  const other = idOf(ec2.securityGroups, ({ name }) => name === 'lab-alb');
  const SubnetId = idOf(ec2.subnets, ({ CidrBlock }) => CidrBlock === '10.2.0.0/18');
  const allowed = [
    { IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, UserIdGroupPairs: [{ GroupId: group }] },
  ];
  AuthorizeSecurityGroupEgress({ GroupId: other, IpPermissions: allowed }, call);
  const { NetworkInterface } = CreateNetworkInterface({ SubnetId, Groups: [group] }, call);
  const { AllocationId } = AllocateAddress({ Domain: 'vpc' }, call);
  const NetworkInterfaceId = NetworkInterface?.NetworkInterfaceId ?? '';
  AssociateAddress({ AllocationId, NetworkInterfaceId }, call);

  const ListenerArn = idOf(elbv2.listeners, ({ LoadBalancerArn = '' }) =>
    LoadBalancerArn.includes('/lab-alb/'),
  );
  const TargetGroupArn = idOf(elbv2.targetGroups, ({ TargetGroupName }) => TargetGroupName === 'lab-tg');
  const Conditions = [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/by-hand'] } }];
  CreateRule({ ListenerArn, Priority: 7, Conditions, Actions: [{ Type: 'forward', TargetGroupArn }] }, call);

  RegisterContainerInstance({ cluster: 'lab' }, call);
  const subnets = { awsvpcConfiguration: { subnets: [SubnetId] } };
  RunTask(
    { cluster: 'lab', taskDefinition: 'lab-job', launchType: 'FARGATE', networkConfiguration: subnets },
    call,
  );
  CreateLogGroup({ logGroupName: '/ecs/lab-quiet', deletionProtectionEnabled: true }, call);
  CreateLogStream({ logGroupName: '/ecs/lab-quiet', logStreamName: 'app' }, call);
  registerRevision(call, 'lab-web', { logGroup: '/ecs/lab-quiet' });

  const ServiceId = idOf(serviceDiscovery.services, ({ name }) => name === 'web');
  const Attributes = { AWS_INSTANCE_IPV4: '10.2.0.9' };
  RegisterInstance({ ServiceId, InstanceId: 'by-hand', Attributes, CreatorRequestId: 'by-hand' }, call);
  CreateMultipartUpload({ Bucket: 'lab-uploads-123456789012', Key: 'tmp/never-ended' }, call);

  const RoleName = 'lab-schedules';
  AttachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AmazonECS_FullAccess' }, call);
  CreateInstanceProfile({ InstanceProfileName: 'machines' }, call);
  AddRoleToInstanceProfile({ InstanceProfileName: 'machines', RoleName }, call);
  return NetworkInterfaceId;
}

/** Makes the lab's stacks ones that are gone, with everything that they had still there. */
export function forgetLab({ region, now }: Call): void {
  for (const stack of region.cloudformation.stacks.values()) {
    if (!/^lab(-Service|$)/.test(stack.name)) continue;
    stack.status = 'DELETE_COMPLETE';
    stack.deletedAt = now;
    for (const resource of stack.resources) resource.status = 'DELETE_COMPLETE';
  }
}
