const cluster = 'arn:aws:ecs:us-east-1:123456789012:cluster/prod';

/** What a test says of a task that has stopped. */
export interface StoppedTask {
  readonly stopCode: string;
  readonly stoppedReason: string;
  /** The exit code of each container, undefined for one that never ran. */
  readonly exits?: readonly (number | undefined)[];
  readonly cluster?: string;
  readonly group?: string;
  readonly family?: string;
  readonly lastStatus?: string;
}

/** The event that ECS sends of it. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html */
export function stoppedEvent(task: StoppedTask) {
  const { exits = [], family = 'web', group = 'service:web', lastStatus = 'STOPPED', ...rest } = task;
  const clusterArn = task.cluster ? cluster.replace('prod', task.cluster) : cluster;
  const taskArn = `${clusterArn.replace(':cluster/', ':task/')}/1a2b3c`;
  return {
    version: '0' as const,
    id: '317b38e8-9d5c-4b3a-b3a5-1b2c3d4e5f60',
    'detail-type': 'ECS Task State Change',
    source: 'aws.ecs',
    account: '123456789012',
    time: '2026-03-04T09:00:05Z',
    region: 'us-east-1',
    resources: [taskArn],
    detail: {
      clusterArn,
      containers: exits.map((exitCode, index) => ({
        name: `c${index}`,
        lastStatus: 'STOPPED',
        ...(exitCode !== undefined && { exitCode }),
      })),
      desiredStatus: 'STOPPED',
      group,
      lastStatus,
      stopCode: rest.stopCode,
      stoppedReason: rest.stoppedReason,
      stoppedAt: '2026-03-04T09:00:04.000Z',
      taskArn,
      taskDefinitionArn: `arn:aws:ecs:us-east-1:123456789012:task-definition/${family}:7`,
      version: 5,
    },
  };
}

/** The ways in which tasks end, by what a person would call them. */
export const endings = {
  'exit 1': {
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    exits: [1],
  },
  'exit 0': {
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    exits: [0],
  },
  'a container beside it that fails': {
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    exits: [0, 3],
  },
  'no container that ever ran': {
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    exits: [undefined],
  },
  'out of memory': {
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'OutOfMemoryError: Container killed due to memory usage',
    exits: [137],
  },
  'scale-in': {
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/9223370556150183303)',
    exits: [143],
  },
  deployment: {
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)',
    exits: [137],
  },
  'failed health checks': {
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: 'Task failed ELB health checks in (target-group x)',
    exits: [0],
  },
  Spot: {
    stopCode: 'SpotInterruption',
    stoppedReason: 'Your Spot Task was interrupted.',
    exits: [143],
  },
  'a retired host': { stopCode: 'TerminationNotice', stoppedReason: 'Host retirement', exits: [0] },
  'a broken host': { stopCode: 'InfrastructureHealth', stoppedReason: 'Host EC2 terminated', exits: [] },
  'an image that cannot be pulled': {
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'CannotPullContainerError: "nosuch" not found',
    exits: [undefined],
  },
  'a person': { stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user', exits: [137] },
} as const satisfies Readonly<Record<string, StoppedTask>>;

export type Ending = keyof typeof endings;
