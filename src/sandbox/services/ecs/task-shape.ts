import type { Attachment, Container, ContainerDefinition, Task as SdkTask } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { uuidOf } from '../ec2/stable-ids.ts';
import { taskInterface } from '../ec2/task-interfaces.ts';
import { taskDefinitionOf } from './lookup.ts';
import type { Task } from './state.ts';

/** The task as DescribeTasks shows it, without tags. */
export function describeTask(region: Region, task: Task): SdkTask {
  const definition = taskDefinitionOf(region, task.taskDefinition);
  const leaving = task.status === 'DEACTIVATING' || task.status === 'STOPPED';
  return {
    taskArn: task.arn,
    taskDefinitionArn: task.taskDefinition,
    clusterArn: task.arn.slice(0, task.arn.lastIndexOf('/')).replace(':task/', ':cluster/'),
    containerInstanceArn: task.containerInstanceArn,
    group: task.group,
    startedBy: task.startedBy,
    launchType: task.launchType ?? 'FARGATE',
    capacityProviderName: task.capacityProvider,
    platformVersion: task.platformVersion,
    availabilityZone: task.zone,
    cpu: task.overrides?.cpu ?? definition?.cpu,
    memory: task.overrides?.memory ?? definition?.memory,
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [], ...task.overrides },
    enableExecuteCommand: task.enableExecuteCommand ?? false,
    lastStatus: task.status,
    desiredStatus: leaving ? 'STOPPED' : 'RUNNING',
    connectivity: task.status === 'RUNNING' ? 'CONNECTED' : undefined,
    healthStatus: 'UNKNOWN',
    createdAt: new Date(task.createdAt),
    startedAt: dateOf(task.startedAt),
    stoppedAt: dateOf(task.stoppedAt),
    stoppedReason: task.stoppedReason,
    stopCode: task.stopCode,
    attachments: attachmentsOf(region, task),
    containers: definition?.containerDefinitions?.map((container) => describeContainer(task, container)),
    version: task.version,
  };
}

/** The network interface of a task that has one of its own. */
function attachmentsOf(region: Region, task: Task): Attachment[] {
  const own = taskInterface(region, task);
  if (!own) return [];
  const status = task.status === 'STOPPED' ? 'DELETED' : task.startedAt ? 'ATTACHED' : 'PRECREATED';
  const details = [
    { name: 'subnetId', value: own.subnet.SubnetId },
    { name: 'networkInterfaceId', value: own.id },
    { name: 'privateIPv4Address', value: own.privateIp },
  ];
  return [{ id: uuidOf(task.arn), type: 'ElasticNetworkInterface', status, details }];
}

function describeContainer(task: Task, { name, image, cpu, memory }: ContainerDefinition): Container {
  const exitCode = exitCodeOf(task, name);
  return {
    containerArn: `${task.arn.replace(':task/', ':container/')}/${name}`,
    taskArn: task.arn,
    name,
    image,
    imageDigest: task.imageDigests[name ?? ''],
    cpu: String(cpu ?? 0),
    memory: memory === undefined ? undefined : String(memory),
    lastStatus: exitCode !== undefined ? 'STOPPED' : task.status === 'DEACTIVATING' ? 'RUNNING' : task.status,
    healthStatus: 'UNKNOWN',
    reason: task.containerReason,
    exitCode,
  };
}

/** What did not end by itself ends well when it is stopped; what never ran has no code. */
function exitCodeOf({ status, startedAt, exitCodes }: Task, container = ''): number | undefined {
  return exitCodes[container] ?? (status === 'STOPPED' && startedAt !== undefined ? 0 : undefined);
}

function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
