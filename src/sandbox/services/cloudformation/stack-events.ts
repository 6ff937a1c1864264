import type { ResourceStatus, StackEvent, StackStatus } from '@aws-sdk/client-cloudformation';
import type { Region } from '../../world/region.ts';
import type { Resource, Stack } from './state.ts';

/** Where and when something is written down. */
export interface Moment {
  readonly region: Region;
  readonly now: Date;
}

/** Puts the stack into a status, with an event of its own that says so. */
export function setStackStatus(
  stack: Stack,
  status: StackStatus,
  reason: string | undefined,
  moment: Moment,
): void {
  stack.status = status;
  stack.statusReason = reason;
  const about = {
    LogicalResourceId: stack.name,
    PhysicalResourceId: stack.id,
    ResourceType: 'AWS::CloudFormation::Stack',
    // Every status in which a stack is left here is one that its resources have, too.
    ResourceStatus: status as ResourceStatus,
  };
  record(stack, { ...about, ResourceStatusReason: reason }, moment);
}

/** Puts a resource of the stack into a status, with an event that says so. */
export function setResourceStatus(
  stack: Stack,
  resource: Resource,
  status: ResourceStatus,
  reason: string | undefined,
  moment: Moment,
): void {
  resource.status = status;
  resource.statusReason = reason;
  resource.updatedAt = moment.now;
  recordResource(stack, resource, status, reason, moment);
}

/** Writes down what happened to a resource, without its status being changed. */
export function recordResource(
  stack: Stack,
  resource: Pick<Resource, 'logicalId' | 'physicalId' | 'type'>,
  status: ResourceStatus,
  reason: string | undefined,
  moment: Moment,
): void {
  const { logicalId, physicalId, type } = resource;
  const about = { LogicalResourceId: logicalId, PhysicalResourceId: physicalId ?? '', ResourceType: type };
  record(stack, { ...about, ResourceStatus: status, ResourceStatusReason: reason }, moment);
}

type About = Pick<
  StackEvent,
  'LogicalResourceId' | 'PhysicalResourceId' | 'ResourceType' | 'ResourceStatus' | 'ResourceStatusReason'
>;

function record(stack: Stack, about: About, { region, now }: Moment): void {
  stack.events.push({
    StackId: stack.id,
    StackName: stack.name,
    EventId: `${about.LogicalResourceId}-${region.ids.uuid()}`,
    ...about,
    Timestamp: now,
    ClientRequestToken: stack.operation?.token,
  });
}
