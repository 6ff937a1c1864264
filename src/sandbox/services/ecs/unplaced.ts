import type { Failure } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { lastPart } from './lookup.ts';
import { note } from './service-events.ts';
import { NO_CAPACITY } from './start-faults.ts';
import type { Service } from './state.ts';

const TEXT = 'was unable to place a task because no container instance met all of its requirements.';
const NOWHERE = 'was unable to place a task.';
const MORE = 'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';
/** The scheduler tries again and again, and says the same again only after a while. */
const SAY_AGAIN_MS = 15 * 60 * 1000;

/** What an instance lacks, by the reasons of failures. */
const LACKS: Readonly<Record<string, string>> = {
  'RESOURCE:CPU': 'has insufficient CPU units available',
  'RESOURCE:MEMORY': 'has insufficient memory available',
  'RESOURCE:PORTS': 'is already using a port required by your task',
  'RESOURCE:ENI': 'encountered error "RESOURCE:ENI"',
  AGENT: 'encountered error "AGENT"',
  INACTIVE: 'is not in an ACTIVE state',
};

/** Writes the event of a task that found no instance, with what the closest one lacks. */
export function noteUnplaced(region: Region, service: Service, { arn, reason }: Failure, at: number): void {
  const why = arn ? closest(arn, reason ?? '') : 'No Container Instances were found in your cluster.';
  say(region, service, { text: TEXT, why }, at);
}

/** Writes the event of a task for which Fargate has no machine. */
export function noteNoCapacity(region: Region, service: Service, at: number): void {
  say(region, service, { text: NOWHERE, why: `${NO_CAPACITY}.` }, at);
}

function say(region: Region, service: Service, said: { text: string; why: string }, at: number): void {
  const text = `${said.text} Reason: ${said.why} ${MORE}`;
  const last = service.events.find(({ message }) => message?.includes(said.text));
  const isSaid = last?.message?.endsWith(text) && at - (last.createdAt?.getTime() ?? 0) < SAY_AGAIN_MS;
  if (!isSaid) note(region, service, new Date(at), text);
}

function closest(arn: string, reason: string): string {
  return `The closest matching container-instance ${lastPart(arn)} ${LACKS[reason] ?? `encountered error "${reason}"`}.`;
}
