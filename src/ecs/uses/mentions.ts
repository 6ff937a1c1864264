import type { Service, Task } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { type Reference, readReference } from '../revision.ts';
import { serviceWords } from '../service-words.ts';
import type { History } from './histories.ts';

/** A task definition that something names, and what that says of it. */
export interface Mention extends Reference {
  /** `service prod/web uses`: what is used is added. */
  readonly by: string;
}

/** What starts tasks: a rule or a schedule. */
export interface Caller {
  /** `schedule nightly` */
  readonly name: string;
  readonly targets: readonly CallerTarget[];
}

/** What the targets of rules and those of schedules have in common. */
export interface CallerTarget {
  readonly Arn?: string | undefined;
  readonly Input?: string | undefined;
  readonly EcsParameters?: { readonly TaskDefinitionArn?: string | undefined } | undefined;
}

/** A service's revision, those of its deployments and of its task sets. */
export function mentionsOfService(service: Service): Mention[] {
  const parts = [service, ...(service.deployments ?? []), ...(service.taskSets ?? [])];
  return mentions(
    parts.map(({ taskDefinition }) => taskDefinition),
    `service ${serviceWords(service)} uses`,
  );
}

export function mentionsOfTask({ taskDefinitionArn, clusterArn = '', taskArn = '' }: Task): Mention[] {
  return mentions([taskDefinitionArn], `task ${nameOf(clusterArn)}/${nameOf(taskArn)} runs`);
}

/** What a rule or a schedule starts tasks of: the newest of a family, or the revision where it names one. */
export function mentionsOfCaller({ name, targets }: Caller): Mention[] {
  const named = targets.flatMap((target) => [target.EcsParameters?.TaskDefinitionArn, namedByInput(target)]);
  return mentions(named, `${name} starts`);
}

/** The task definitions that a rollback of a service would need, and those of deployments that are under way. */
export function mentionsOfHistory({ service, underWay, before }: History): Mention[] {
  const revisions = [...underWay, ...(before ? [before] : [])];
  return mentions(
    revisions.map(({ taskDefinition }) => taskDefinition),
    `a rollback of service ${serviceWords(service)} would need`,
  );
}

/** A schedule that calls RunTask itself has the task definition in the input of that call. */
function namedByInput({ Arn, Input = '' }: CallerTarget): string | undefined {
  if (!Arn?.includes(':aws-sdk:ecs:')) return undefined;
  return /"taskDefinition"\s*:\s*"([^"]+)"/i.exec(Input)?.[1];
}

function mentions(texts: readonly (string | undefined)[], by: string): Mention[] {
  return texts.flatMap((text) => (text ? [{ ...readReference(text), by }] : []));
}
