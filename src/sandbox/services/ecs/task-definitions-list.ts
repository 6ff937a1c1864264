import type {
  ListTaskDefinitionFamiliesCommandInput,
  ListTaskDefinitionFamiliesCommandOutput,
  ListTaskDefinitionsCommandInput,
  ListTaskDefinitionsCommandOutput,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { Answer, Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { invalidParameter } from './lookup.ts';
import type { Position } from './task-definition-store.ts';

/**
 * The task definitions of one status, by family and then by number. A page goes on behind the last one of the page
 * before it, so that nothing is left out when some have been deregistered in between.
 */
export function ListTaskDefinitions(
  input: ListTaskDefinitionsCommandInput,
  { region }: Call,
): Answer<ListTaskDefinitionsCommandOutput> {
  const size = sizeOf(input.maxResults);
  const wanted = region.ecs.taskDefinitions.list(input.status ?? 'ACTIVE', {
    family: input.familyPrefix,
    descending: input.sort === 'DESC',
    after: input.nextToken === undefined ? undefined : positionOf(input.nextToken),
  });
  const found: TaskDefinition[] = [];
  for (const definition of wanted) {
    found.push(definition);
    if (found.length > size) break;
  }
  const items = found.slice(0, size);
  const last = items.at(-1);
  return {
    taskDefinitionArns: items.map(({ taskDefinitionArn = '' }) => taskDefinitionArn),
    nextToken: found.length > size && last ? tokenOf(last) : undefined,
  };
}

/** The families whose name begins with the prefix; without a status the inactive ones as well. */
export function ListTaskDefinitionFamilies(
  input: ListTaskDefinitionFamiliesCommandInput,
  { region }: Call,
): Answer<ListTaskDefinitionFamiliesCommandOutput> {
  const { familyPrefix: prefix = '', status = 'ALL' } = input;
  const names = [...region.ecs.taskDefinitions.families(status === 'ALL' ? undefined : status)];
  const wanted = names.filter((name) => name.startsWith(prefix));
  const size = sizeOf(input.maxResults);
  const { items, nextToken } = page(wanted, input.nextToken, size, invalidParameter('Invalid token.'));
  return { families: items, nextToken };
}

function sizeOf(asked: number | undefined): number {
  return pageSize(asked, { otherwise: 100, most: 100 }, invalidParameter('Invalid maxResults.'));
}

function tokenOf({ family, revision }: TaskDefinition): string {
  return Buffer.from(`after ${family}:${revision}`).toString('base64url');
}

function positionOf(token: string): Position {
  const text = Buffer.from(token, 'base64url').toString();
  const { family, revision } = /^after (?<family>[^:]+):(?<revision>\d+)$/.exec(text)?.groups ?? {};
  if (family === undefined) throw invalidParameter('Invalid token.');
  return { family, revision: Number(revision) };
}
