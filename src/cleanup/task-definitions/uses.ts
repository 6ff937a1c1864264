import type { Service, Task } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { serviceWords } from '../kinds/ecs/services.ts';
import { nameRevision, type Reference, readReference } from '../kinds/task-definition/revision.ts';
import { nameThing, type Thing } from '../thing.ts';

/** Why revisions must stay, as clauses. */
export interface Uses {
  /** `web:7` → `service prod/web uses it`. */
  readonly revisions: ReadonlyMap<string, string>;
  /** `web` → `rule nightly starts the newest of its family`: whatever the family's newest ACTIVE revision is. */
  readonly families: ReadonlyMap<string, string>;
}

/** A task definition that something names, and what that says of it. */
export interface Mention extends Reference {
  /** `service prod/web uses`: what is used is added. */
  readonly by: string;
}

export function usesOf(mentions: readonly Mention[]): Uses {
  const revisions = new Map<string, string>();
  const families = new Map<string, string>();
  for (const { family, number, by } of mentions) {
    if (number === undefined) setOnce(families, family, `${by} the newest of its family`);
    else setOnce(revisions, nameRevision({ family, number }), `${by} it`);
  }
  return { revisions, families };
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

/**
 * What a rule or a schedule starts tasks of. It is tied to the family in any case, and to the revision where it names
 * one.
 */
export function mentionsOfCaller(thing: Thing): Mention[] {
  const by = `${nameThing(thing)} starts`;
  const named = (kind: string) => thing.ties.filter(({ to }) => to.kind === kind).map(({ to }) => to.id);
  const revisions = mentions([...named('task definition'), ...namedByInput(thing)], by);
  const exact = new Set(revisions.flatMap(({ family, number }) => (number === undefined ? [] : [family])));
  const families = named('task definition family').filter((family) => !exact.has(family));
  return [...revisions, ...mentions(families, by)];
}

/** A schedule that calls RunTask itself has the task definition in the input of that call. */
function namedByInput({ definition }: Thing): string[] {
  const { Target } = definition as { Target?: { Arn?: string; Input?: string } };
  if (!Target?.Arn?.includes(':aws-sdk:ecs:')) return [];
  const [, text] = /"taskDefinition"\s*:\s*"([^"]+)"/i.exec(Target.Input ?? '') ?? [];
  return text ? [text] : [];
}

function mentions(texts: readonly (string | undefined)[], by: string): Mention[] {
  return texts.flatMap((text) => (text ? [{ ...readReference(text), by }] : []));
}

function setOnce(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value);
}
