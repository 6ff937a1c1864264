import type {
  Export,
  ListExportsCommandInput,
  ListExportsCommandOutput,
  ListImportsCommandInput,
  ListImportsCommandOutput,
} from '@aws-sdk/client-cloudformation';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { page } from '../paging.ts';
import { invalid } from './stack-store.ts';
import type { Stack } from './state.ts';

const PAGE = 100;

export function ListExports(
  { NextToken }: ListExportsCommandInput,
  { region }: Call,
): Answer<ListExportsCommandOutput> {
  const { items, nextToken } = page(exportsOf(region), NextToken, PAGE, invalid('Invalid NextToken'));
  return { Exports: items, NextToken: nextToken };
}

/** The names of the stacks that import it; a ValidationError where none does, as for an export that is not there. */
export function ListImports(
  { ExportName: name = '', NextToken }: ListImportsCommandInput,
  { region }: Call,
): Answer<ListImportsCommandOutput> {
  const importers = importersOf(region, name);
  if (importers.length === 0) throw invalid(`Export '${name}' is not imported by any stack.`);
  const { items, nextToken } = page(importers, NextToken, PAGE, invalid('Invalid NextToken'));
  return { Imports: items, NextToken: nextToken };
}

/** Every export of the region; a name is one stack's alone. */
export function exportsOf(region: Region): Export[] {
  return living(region).flatMap(({ id, outputs }) =>
    outputs
      .filter(({ exportName }) => exportName !== undefined)
      .map(({ exportName, value }) => ({ ExportingStackId: id, Name: exportName, Value: value })),
  );
}

/** Why a stack may not go: the first of its exports that others have imported; undefined where there is none. */
export function exportInUse(region: Region, { outputs }: Stack): string | undefined {
  for (const { exportName } of outputs) {
    const importers = exportName === undefined ? [] : importersOf(region, exportName);
    if (importers.length > 0) {
      return `Export ${exportName} cannot be deleted as it is in use by ${inWords(importers)}`;
    }
  }
  return undefined;
}

function importersOf(region: Region, name: string): string[] {
  return living(region)
    .filter(({ imports }) => imports.has(name))
    .map((stack) => stack.name);
}

function living(region: Region): Stack[] {
  return [...region.cloudformation.stacks.values()].filter(({ deletedAt }) => !deletedAt);
}

/** `a`, `a and b`, `a, b and c` */
function inWords(names: readonly string[]): string {
  const [last = '', ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}
