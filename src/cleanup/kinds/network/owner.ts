import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { Task } from '@aws-sdk/client-ecs';
import { nameOf, parseArn } from '../../../aws/arn.ts';
import type { Tie } from '../../thing.ts';
import { partitionOf } from '../partition.ts';
import { tagsIn } from './tags.ts';

/** Whom AWS made a network interface for. */
export interface Owner {
  /** As `Thing.automatic` says it. */
  readonly name: string;
  /** Absent where the owner is of a kind that nobody looks for: whether it is still there cannot be told. */
  readonly tie?: Tie;
}

/** Where an interface is: what the ARN of its owner is made of. */
export interface Whereabouts {
  readonly region: string;
  /** The Auto Scaling group of each instance that is in one. */
  readonly groupOf: ReadonlyMap<string, string>;
  /** The task that has the attachment of that id. */
  readonly taskOf: ReadonlyMap<string, Task>;
}

/** The owner of an interface that AWS takes away by itself; undefined for one that somebody made and must delete. */
export function ownerOf(found: NetworkInterface, where: Whereabouts): Owner | undefined {
  const { Description: description, RequesterManaged: isManaged, RequesterId } = found;
  const told = [balancer, natGateway, endpoint, attachment, instance]
    .map((tell) => tell(found, where))
    .find((owner) => owner !== undefined);
  if (told) return told;
  return isManaged ? { name: description || `a resource of ${RequesterId ?? 'AWS'}` } : undefined;
}

type Tell = (found: NetworkInterface, where: Whereabouts) => Owner | undefined;

/** `ELB app/web/50dc6c495c0c9188`; an older load balancer without a type has but its name there. */
const balancer: Tell = ({ Description = '', OwnerId = '' }, { region }) => {
  const [, path, name] = /^ELB ((?:app|net|gwy)\/([^/]+)\/\w+)$/.exec(Description) ?? [];
  if (!path) return undefined;
  const id = `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${OwnerId}:loadbalancer/${path}`;
  return { name: `load balancer ${name}`, tie: serves('load balancer', id) };
};

const natGateway: Tell = ({ Description = '' }) => {
  const id = /^Interface for NAT Gateway (nat-\w+)$/.exec(Description)?.[1];
  return id ? { name: `nat gateway ${id}`, tie: serves('nat gateway', id) } : undefined;
};

const endpoint: Tell = ({ Description = '' }) => {
  const id = /^VPC Endpoint Interface (vpce-\w+)$/.exec(Description)?.[1];
  return id ? { name: `vpc endpoint ${id}`, tie: serves('vpc endpoint', id) } : undefined;
};

/**
 * The interface of a task is described by the ARN of its attachment, which the task knows, too. That of one that is
 * stopping tells its service only where ECS's managed tags are on; without them it is the interface of a task that is
 * not found, and so on its way out.
 */
const attachment: Tell = ({ Description = '', TagSet }, { taskOf }) => {
  const arn = parseArn(Description);
  if (arn?.service !== 'ecs' || !arn.resource.startsWith('attachment/')) return undefined;
  const task = taskOf.get(nameOf(Description));
  const { 'aws:ecs:clusterName': cluster, 'aws:ecs:serviceName': service } = tagsIn(TagSet);
  if (task) return taskOwner(task);
  if (cluster && service) return serviceOwner(`${cluster}/${service}`);
  return { name: cluster ? `a task in cluster ${cluster}` : 'a task', tie: serves('task', Description) };
};

function taskOwner({ group, clusterArn = '', taskArn = '' }: Task): Owner {
  const [, service] = /^service:(.+)$/.exec(group ?? '') ?? [];
  const cluster = nameOf(clusterArn);
  if (service) return serviceOwner(`${cluster}/${service}`);
  return { name: `task ${cluster}/${nameOf(taskArn)}`, tie: serves('task', taskArn) };
}

function serviceOwner(words: string): Owner {
  return { name: `a task of service ${words}`, tie: serves('service', words) };
}

/** An interface that ends with its instance; one that outlives it is somebody's own. */
const instance: Tell = ({ Attachment }, { groupOf }) => {
  const { InstanceId: id, DeleteOnTermination: goesAlong } = Attachment ?? {};
  if (!id || !goesAlong) return undefined;
  const group = groupOf.get(id);
  return { name: `instance ${id}`, ...(group && { tie: serves('auto scaling group', group) }) };
};

function serves(kind: string, id: string): Tie {
  return { to: { kind, id }, bond: 'serves', how: 'is an interface of' };
}
