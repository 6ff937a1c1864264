import {
  CloudFormationClient,
  type Export,
  ListImportsCommand,
  paginateListExports,
} from '@aws-sdk/client-cloudformation';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import type { ExportInUse, Stack } from './subject.ts';

/** The exports of these stacks that other stacks import. */
export async function readExportsInUse(aws: Aws, stacks: readonly Stack[]): Promise<ExportInUse[]> {
  if (stacks.length === 0) return [];
  const client = aws.client(CloudFormationClient);
  const ids = new Set(stacks.map(({ id }) => id));
  const names = new Set(stacks.map(({ name }) => name));
  const all = await collect(paginateListExports({ client }, {}), ({ Exports }) => Exports);
  const own = all.filter(({ ExportingStackId = '' }) => ids.has(ExportingStackId));
  const used = await Promise.all(
    own.map(async (one) => ({ one, by: (await importers(aws, one)).filter((name) => !names.has(name)) })),
  );
  return used
    .filter(({ by }) => by.length > 0)
    .map(({ one: { Name = '', ExportingStackId = '' }, by }) => ({
      name: Name,
      stackId: ExportingStackId,
      by,
    }));
}

/** The names of the stacks that import it. That nobody does, AWS says by an error. */
async function importers(aws: Aws, { Name }: Export): Promise<string[]> {
  try {
    const { Imports = [] } = await aws
      .client(CloudFormationClient)
      .send(new ListImportsCommand({ ExportName: Name }));
    return Imports;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return [];
    throw error;
  }
}
