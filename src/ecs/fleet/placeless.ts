import type { LaunchType, PlacementConstraint, Service, Task } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { placementProblem } from '../placement-problem.ts';
import { isFargate } from '../provider-name.ts';

/** Tasks of one kind that have no place, be it that they wait or that ECS could not even make them. */
export interface Placeless {
  readonly count: number;
  /** The service, or the group of tasks that no service looks after. */
  readonly of: string;
  readonly isService: boolean;
  /** The ARN. */
  readonly taskDefinition: string;
  /** One of these has to hold them; none are named where any instance of the cluster will do. */
  readonly providers: readonly string[];
  readonly launchType: LaunchType | undefined;
  /** The one that waits longest; undefined where ECS has made none. */
  readonly task: Task | undefined;
  readonly constraints: readonly PlacementConstraint[];
  /** What ECS last said of it. */
  readonly said: string | undefined;
}

/**
 * What has no place in the cluster. Where a capacity provider brings instances, tasks wait for them in PROVISIONING; on
 * launch type EC2 there is no task to be seen, and the service's event is the only trace.
 */
export function placelessIn(services: readonly Service[], tasks: readonly Task[], at: Date): Placeless[] {
  const byName = new Map(services.map((service) => [service.serviceName ?? '', service]));
  const waiting = [...groups(tasks.filter(isWaiting)).values()].map((some) => ofTasks(some, byName, at));
  return [...waiting, ...services.flatMap((service) => ofService(service, at))];
}

/** Whether the task waits for an instance: it is to run on one, and has none yet. */
export function isWaiting(task: Task): boolean {
  const { lastStatus, desiredStatus, containerInstanceArn, launchType, capacityProviderName } = task;
  if (lastStatus !== 'PROVISIONING' || desiredStatus === 'STOPPED' || containerInstanceArn) return false;
  return launchType !== 'FARGATE' && !isFargate(capacityProviderName ?? '');
}

function groups(tasks: readonly Task[]): Map<string, Task[]> {
  const found = new Map<string, Task[]>();
  for (const task of tasks) {
    const { group, taskDefinitionArn, capacityProviderName, cpu, memory } = task;
    const key = JSON.stringify([group, taskDefinitionArn, capacityProviderName, cpu, memory]);
    found.set(key, [...(found.get(key) ?? []), task]);
  }
  return found;
}

function ofTasks(tasks: readonly Task[], services: ReadonlyMap<string, Service>, at: Date): Placeless {
  const [first = {}] = tasks.toSorted((a, b) => timeOf(a) - timeOf(b));
  const [, name] = /^service:(.+)$/.exec(first.group ?? '') ?? [];
  const service = name === undefined ? undefined : services.get(name);
  return {
    count: tasks.length,
    of: name ?? first.group?.replace(/^family:/, '') ?? '',
    isService: name !== undefined,
    taskDefinition: first.taskDefinitionArn ?? '',
    providers: first.capacityProviderName === undefined ? [] : [first.capacityProviderName],
    launchType: first.launchType,
    task: first,
    constraints: service?.placementConstraints ?? [],
    said: service && placementProblem(service, at),
  };
}

function timeOf({ createdAt }: Task): number {
  return createdAt?.getTime() ?? 0;
}

/** Tasks that the service has not even made, because there is no place for them: an event says so. */
function ofService(service: Service, at: Date): Placeless[] {
  const said = placementProblem(service, at);
  const count = missing(service);
  if (said === undefined || count === 0) return [];
  const { serviceName: of = '', capacityProviderStrategy = [], launchType } = service;
  const providers = capacityProviderStrategy.map(({ capacityProvider = '' }) => nameOf(capacityProvider));
  if (launchType === 'FARGATE' || providers.some(isFargate)) return [];
  const taskDefinition = primary(service)?.taskDefinition ?? service.taskDefinition ?? '';
  const { placementConstraints: constraints = [] } = service;
  return [
    { count, of, isService: true, taskDefinition, providers, launchType, task: undefined, constraints, said },
  ];
}

/** Tasks that are wanted and that ECS has not made; while the old ones of a deployment run, those of the new one. */
function missing(service: Service): number {
  const lacking = ({ desiredCount = 0, runningCount = 0, pendingCount = 0 }: Counted) =>
    Math.max(0, desiredCount - runningCount - pendingCount);
  return Math.max(lacking(service), lacking(primary(service) ?? {}));
}

type Counted = Pick<Service, 'desiredCount' | 'runningCount' | 'pendingCount'>;

function primary({ deployments = [] }: Service) {
  return deployments.find(({ status }) => status === 'PRIMARY');
}
